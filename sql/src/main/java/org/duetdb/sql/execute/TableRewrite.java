package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.TableColumn;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.InputColumns;
import org.duetdb.sql.type.DuetTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What DDL does to all documents of a table, once nobody else writes in it. A statement can write a
 * document once, so changes are put together, and written by {@link #finish}; until then whoever
 * reads here sees the documents changed. Used by one attempt.
 */
public final class TableRewrite {
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private final StatementScope scope;
  private final Namespace table;
  private final @Nullable Object[] environment;
  private final List<UnaryOperator<byte[]>> changes = new ArrayList<>();

  /**
   * @param table one that the statement has altered or locked before
   */
  public TableRewrite(StatementScope scope, Namespace table, @Nullable Object[] environment) {
    this.scope = scope;
    this.table = table;
    this.environment = environment;
  }

  /** Gives a column the value of an expression in every document. */
  public void fill(CollectionTable changed, TableColumn column, RexNode value) {
    var expressions = new OperatorCompiler(new Slots(0)).expressions(InputColumns.NONE);
    Expression compiled = expressions.compile(value);
    if (RexUtil.isDeterministic(value)) {
      set(changed, column, value.getType(), compiled);
    } else {
      draw(
          changed, column, value.getType(), () -> compiled.value(Expression.NO_INPUT, environment));
    }
  }

  private void set(
      CollectionTable changed, TableColumn column, RelDataType type, Expression value) {
    var target = new Assigned.Target(column.path(), Optional.of(column));
    DocumentPatch patch = Assigned.patch(changed, List.of(target), List.of(value), List.of(type));
    changes.add(document -> patch.apply(document, environment));
  }

  /** Gives a column a value that is drawn once for each document, however often it is looked at. */
  private void draw(
      CollectionTable changed,
      TableColumn column,
      RelDataType type,
      Supplier<@Nullable Object> source) {
    Map<DocumentKey, @Nullable Object> values = new HashMap<>();
    each(
        document -> {
          var key = DocumentKey.of(document);
          Attempt.of(environment).hold(key.value().size() + 2L * Long.BYTES);
          values.put(key, source.get());
        });
    set(
        changed,
        column,
        type,
        (document, ignored) -> values.get(DocumentKey.of((byte[]) document)));
  }

  /** Gives a column another type: its values are cast from the one that they had. */
  public void cast(CollectionTable before, CollectionTable changed, TableColumn column) {
    int place = before.indexOf(column.name());
    RexBuilder rex = new RexBuilder(DuetTypeFactory.INSTANCE);
    RexNode old = rex.makeInputRef(before.columns().get(place).type(), place);
    RelDataType type = column.type();
    Expression value =
        new OperatorCompiler(new Slots(0))
            .expressions(new DocumentColumns(before))
            .compile(rex.makeAbstractCast(type, old, false));
    set(changed, column, type, value);
  }

  /**
   * Gives a column the next number in every document.
   *
   * @return the number after the last
   */
  public long number(CollectionTable changed, TableColumn column, long start, long increment) {
    long[] next = {start};
    RelDataType type = DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.BIGINT);
    draw(
        changed,
        column,
        type,
        () -> {
          long number = next[0];
          next[0] = Math.addExact(number, increment);
          return number;
        });
    return next[0];
  }

  /** Takes a field away from every document. */
  public void drop(String field) {
    changes.add(
        document -> {
          BsonDocument fields = new RawBsonDocument(document).decode(CODEC);
          return fields.remove(field) == null ? document : bytes(fields);
        });
  }

  /** Gives a field another name in every document, in its place. */
  public void rename(String field, String name) {
    changes.add(
        document -> {
          var renamed = new BsonDocument();
          for (var each : new RawBsonDocument(document).decode(CODEC).entrySet()) {
            renamed.append(each.getKey().equals(field) ? name : each.getKey(), each.getValue());
          }
          return bytes(renamed);
        });
  }

  /** Fails if the field is null or missing somewhere. */
  public void requireValues(CollectionTable changed, TableColumn column) {
    each(
        document -> {
          if (BsonSlice.of(document, column.path().resolve(document)).isNullish()) {
            DocumentEncoder.requireNullable(changed, column);
          }
        });
  }

  /** Tests what the table demands of its rows in every document there is. */
  public void require(TableRules rules) {
    var guarded = new GuardedScope(scope, rules, environment);
    each(guarded::written);
    guarded.finish();
  }

  /** Does something with every document there is. */
  public void each(Consumer<byte[]> work) {
    Attempt attempt = Attempt.of(environment);
    try (DocumentCursor documents = scope.findNewest(all(), environment)) {
      for (byte[] each = documents.next(); each != null; each = documents.next()) {
        attempt.tick();
        work.accept(changed(each));
      }
    }
  }

  private FindOperation all() {
    return FindOperation.of(table, Access.ALL, DocumentPredicate.ALWAYS);
  }

  private byte[] changed(byte[] document) {
    byte[] changed = document;
    for (UnaryOperator<byte[]> change : changes) {
      changed = change.apply(changed);
    }
    return changed;
  }

  /** Writes every document as it was changed. */
  public void finish() {
    if (changes.isEmpty()) {
      return;
    }
    var update =
        UpdateOperation.of(
                table,
                Access.ALL,
                DocumentPredicate.ALWAYS,
                (document, ignored) -> changed(document),
                true)
            .writingAlways();
    long changed = scope.update(update, environment).matched();
    long[] there = new long[1];
    changes.clear();
    each(document -> there[0]++);
    if (changed != there[0]) {
      throw unseen();
    }
  }

  /** Some were committed before the table was taken and after the snapshot. */
  private RuntimeException unseen() {
    return Attempt.of(environment).execution().refreshes()
        ? new StaleSnapshot("table " + table)
        : new DuetException(
            ErrorCode.WRITE_CONFLICT,
            "rows of "
                + table
                + " were committed after the transaction's snapshot; run the transaction again",
            Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR));
  }

  private static byte[] bytes(BsonDocument document) {
    var raw = new RawBsonDocument(document, CODEC);
    byte[] bytes = new byte[raw.getByteBuffer().remaining()];
    raw.getByteBuffer().get(bytes);
    return bytes;
  }
}
