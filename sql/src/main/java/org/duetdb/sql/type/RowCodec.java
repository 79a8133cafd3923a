package org.duetdb.sql.type;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.ElementType;
import org.jspecify.annotations.Nullable;

/** ROW: an embedded document with the row's fields in their order. */
final class RowCodec implements ValueCodec {
  private final byte[][] names;
  private final ValueCodec[] codecs;

  private RowCodec(byte[][] names, ValueCodec[] codecs) {
    this.names = names;
    this.codecs = codecs;
  }

  static RowCodec of(RelDataType type) {
    List<RelDataTypeField> fields = type.getFieldList();
    byte[][] names = new byte[fields.size()][];
    ValueCodec[] codecs = new ValueCodec[fields.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = fields.get(i).getName().getBytes(StandardCharsets.UTF_8);
      codecs[i] = ValueCodec.of(fields.get(i).getType());
    }
    return new RowCodec(names, codecs);
  }

  @Override
  public @Nullable Object read(byte[] bytes, long slot) {
    if (Mismatch.isNull(slot)) {
      return null;
    }
    if (BsonBytes.type(slot) != ElementType.DOCUMENT) {
      throw Mismatch.failure(bytes, slot, "a ROW");
    }
    List<@Nullable Object> values = new ArrayList<>(names.length);
    for (int i = 0; i < names.length; i++) {
      values.add(codecs[i].read(bytes, BsonBytes.find(bytes, BsonBytes.offset(slot), names[i])));
    }
    return values;
  }

  @Override
  public void write(BsonSink sink, byte[] name, Object value) {
    List<?> values = (List<?>) value;
    sink.header(ElementType.DOCUMENT, name);
    int start = sink.beginDocument();
    for (int i = 0; i < names.length; i++) {
      ArrayCodec.writeNullable(sink, names[i], codecs[i], values.get(i));
    }
    sink.endDocument(start);
  }
}
