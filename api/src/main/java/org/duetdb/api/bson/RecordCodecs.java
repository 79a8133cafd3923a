package org.duetdb.api.bson;

import java.lang.reflect.Type;
import java.util.List;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.record.RecordCodecProvider;
import org.jspecify.annotations.Nullable;

/** The library's codecs of records, made faster where a record's layout is simple. */
final class RecordCodecs implements CodecProvider {
  private final RecordCodecProvider library = new RecordCodecProvider();

  @Override
  public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
    return get(type, List.of(), registry);
  }

  @Override
  public <T> @Nullable Codec<T> get(
      Class<T> type, List<Type> typeArguments, CodecRegistry registry) {
    Codec<T> codec = library.get(type, typeArguments, registry);
    if (codec == null) {
      return null;
    }
    return RecordLayout.of(type, registry)
        .<Codec<T>>map(layout -> new ByteRecordCodec<>(codec, layout))
        .orElse(codec);
  }
}
