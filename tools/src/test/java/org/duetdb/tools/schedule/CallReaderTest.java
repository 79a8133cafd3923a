package org.duetdb.tools.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.tools.schedule.ScheduleReaderTest.assertFault;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class CallReaderTest {
  private static List<DocumentCall> read(String calls) {
    var schedule = ScheduleReader.parse("x.spec", "session A step a document { " + calls + " }");
    return schedule.step("a").orElseThrow().script().document().orElseThrow();
  }

  @Test
  void readsAChainOfCallsOnACollection() {
    var calls = read("db.demo.find({_id: 'x'})\n    .sort({value: -1})\n    .limit(1)");

    assertThat(calls).hasSize(1);
    var call = calls.get(0);
    assertThat(call.target()).isEqualTo("demo");
    assertThat(call.onSession()).isFalse();
    assertThat(call.invocations())
        .extracting(DocumentCall.Invocation::method)
        .containsExactly("find", "sort", "limit");
    assertThat(call.invocations().get(0).arguments())
        .containsExactly(new BsonDocument("_id", new BsonString("x")));
    assertThat(call.invocations().get(2).arguments()).containsExactly(new BsonInt32(1));
    assertThat(call.text()).startsWith("db.demo.find({_id: 'x'})");
  }

  @Test
  void readsSeveralCallsWithCommentsBetween() {
    var calls =
        read(
            """
            session.startTransaction(); // begins nothing yet
            // then
            db.system.profile.countDocuments()
            db.demo.drop();
            """);

    assertThat(calls)
        .extracting(DocumentCall::text)
        .containsExactly(
            "session.startTransaction()", "db.system.profile.countDocuments()", "db.demo.drop()");
    assertThat(calls.get(0).onSession()).isTrue();
    assertThat(calls.get(1).target()).isEqualTo("system.profile");
  }

  @Test
  void bracesAndParenthesesInStringsAreText() {
    var calls = read("db.demo.insertOne({_id: '})\\'', \"a\": \"{(\"})");

    assertThat(calls.get(0).invocations().get(0).arguments())
        .containsExactly(
            new BsonDocument("_id", new BsonString("})'")).append("a", new BsonString("{(")));
  }

  @Test
  void readsTheShellsTypeConstructors() {
    var calls = read("db.demo.insertOne({n: NumberLong(5), at: ISODate('2025-07-23T10:59:37Z')})");

    var document = calls.get(0).invocations().get(0).arguments().get(0).asDocument();
    assertThat(document.getInt64("n").getValue()).isEqualTo(5);
    assertThat(document.getDateTime("at").getValue()).isEqualTo(1753268377000L);
  }

  @Test
  void aFunctionOfCallsStandsBeforeTheArguments() {
    var call =
        read("session.withTransaction(() => { db.a.find(); db.b.find({x: ')}'}) }, {n: 1})").get(0);

    var invocation = call.invocations().get(0);
    assertThat(invocation.body()).extracting(DocumentCall::target).containsExactly("a", "b");
    assertThat(invocation.arguments()).containsExactly(BsonDocument.parse("{n: 1}"));
    assertThat(read("db.a.find({f: 1})").get(0).invocations().get(0).body()).isEmpty();
  }

  @Test
  void saysWhereAndWhatIsWrong() {
    assertFault("session A step a\ndocument { }", 2, 12, "a document block needs a call");
    assertFault(
        "session A step a\ndocument { rs.status() }", 2, 12, "begins with 'db.' or 'session.'");
    assertFault("session A step a\ndocument { db.find() }", 2, 12, "'db' needs a collection");
    assertFault("session A step a\ndocument { db.demo.find }", 2, 24, "expected '.'");
    assertFault("session A step a\ndocument { session.start }", 2, 25, "expected '('");
    assertFault("session A step a\ndocument { db.demo.find( }", 2, 24, "parenthesis");
    assertFault("session A step a\ndocument { db.demo.find('x }", 2, 25, "string");
    assertFault(
        "session A step a\ndocument { session.withTransaction(() => { }) }", 2, 43, "needs a call");
    assertFault(
        "session A step a\ndocument { session.withTransaction(() => { db.a }) }",
        2,
        48,
        "expected '.'");
    assertFault(
        "session A step a\ndocument { db.demo.find({_id: }) }", 2, 25, "arguments cannot be read");
    assertFault("session A step a document SELECT", 1, 27, "expected '{' after 'document'");
  }
}
