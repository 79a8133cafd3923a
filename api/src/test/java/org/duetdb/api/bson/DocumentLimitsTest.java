package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.Test;

class DocumentLimitsTest {
  private static final int OVERHEAD = BsonCodecs.encode(stringOf(0)).length;

  @Test
  void sixteenMebibytesAreAllowedAndOneByteMoreIsNot() {
    byte[] largest = BsonCodecs.encode(stringOf(DocumentLimits.MAX_SIZE - OVERHEAD));
    byte[] larger = BsonCodecs.encode(stringOf(DocumentLimits.MAX_SIZE - OVERHEAD + 1));

    assertThat(DocumentLimits.check(largest)).isSameAs(largest).hasSize(16_777_216);
    assertRefused(larger, ErrorCode.BSON_OBJECT_TOO_LARGE);
  }

  @Test
  void hundredLevelsAreAllowedAndOneMoreIsNot() {
    byte[] deepest = BsonCodecs.encode(nested(DocumentLimits.MAX_DEPTH).asDocument());
    byte[] deeper = BsonCodecs.encode(nested(DocumentLimits.MAX_DEPTH + 1).asDocument());

    assertThat(DocumentLimits.check(deepest)).isSameAs(deepest);
    assertRefused(deeper, ErrorCode.OVERFLOW);
  }

  @Test
  void depthCountsDocumentsAndArrays() {
    BsonSlice value = BsonSlice.of(BsonDocument.parse("{a: 1, b: [{c: []}], d: {}}"));

    assertThat(DocumentLimits.depth(value.bytes(), value.slot())).isEqualTo(4);
  }

  private static BsonDocument stringOf(int length) {
    return new BsonDocument("_id", new BsonInt32(1))
        .append("s", new BsonString("x".repeat(length)));
  }

  private static BsonValue nested(int levels) {
    BsonValue value = new BsonInt32(1);
    for (int i = levels; i > 0; i--) {
      value = i % 2 == 0 ? new BsonArray(List.of(value)) : new BsonDocument("a", value);
    }
    return value;
  }

  private static void assertRefused(byte[] document, ErrorCode code) {
    assertThatThrownBy(() -> DocumentLimits.check(document))
        .isInstanceOfSatisfying(DuetException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
