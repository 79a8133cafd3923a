package org.duetdb.sql.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.HeldClaim;
import org.duetdb.api.spi.Waiting;
import org.duetdb.sql.TableDescription;
import org.duetdb.sql.TableDescription.ForeignKeyDescription;
import org.duetdb.sql.TableDescription.IndexDescription;
import org.duetdb.sql.TableDescription.Kind;
import org.duetdb.sql.TableDescription.SqlColumnDefinition;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.catalog.SystemTable;
import org.jspecify.annotations.Nullable;

/** Makes the rows of the system views from what the engine and the catalog tell. */
final class SystemViews {
  /** How many wait, among the columns of LOCKS. */
  private static final int WAITING = 5;

  private final Engine engine;
  private final String catalog;
  private final CatalogView view;
  private final List<TableDescription> tables;

  /**
   * @param view the catalog that the session sees
   */
  SystemViews(Engine engine, CatalogView view) {
    this.engine = engine;
    this.catalog = engine.options().name();
    this.view = view;
    this.tables = Descriptions.of(view);
  }

  List<@Nullable Object[]> rows(SystemTable.Name name) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    switch (name) {
      case SCHEMATA -> view.schemas().forEach(schema -> rows.add(row(catalog, schema)));
      case TABLES ->
          tables.forEach(
              table -> rows.add(row(catalog, table.schema(), table.name(), kind(table.kind()))));
      case VIEWS, SEQUENCES -> definitions(name, rows);
      case COLUMNS -> tables.forEach(table -> columns(table, rows));
      case TABLE_CONSTRAINTS -> tables.forEach(table -> constraints(table, rows));
      case KEY_COLUMN_USAGE -> tables.forEach(table -> keyColumns(table, rows));
      case INDEXES -> tables.forEach(table -> indexes(table, rows));
      case SESSIONS -> engine.currentOperations().forEach(each -> rows.add(session(each)));
      case TRANSACTIONS -> engine.currentOperations().forEach(each -> transaction(each, rows));
      case WAITS -> engine.waits().forEach(wait -> waits(wait, rows));
      case LOCKS -> locks(rows);
    }
    return rows;
  }

  private void definitions(SystemTable.Name name, List<@Nullable Object[]> rows) {
    if (name == SystemTable.Name.VIEWS) {
      for (CollectionTable table : view.tables()) {
        if (table.isView()) {
          String text = table.descriptor().properties().get(CollectionDescriptor.VIEW);
          rows.add(row(catalog, table.namespace().database(), table.name(), text));
        }
      }
      return;
    }
    for (CollectionDescriptor sequence : view.sequences()) {
      rows.add(
          row(
              catalog,
              sequence.namespace().database(),
              sequence.namespace().collection(),
              sequence.properties().get(Properties.SEQUENCE)));
    }
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private static String kind(Kind kind) {
    return switch (kind) {
      case TABLE -> "BASE TABLE";
      case COLLECTION -> "COLLECTION";
      case VIEW, SYSTEM_VIEW -> "VIEW";
    };
  }

  private void columns(TableDescription table, List<@Nullable Object[]> rows) {
    int place = 1;
    for (SqlColumnDefinition definition : table.columns()) {
      rows.add(
          row(
              catalog,
              table.schema(),
              table.name(),
              definition.column().name(),
              place++,
              definition.defaultText().isEmpty() ? null : definition.defaultText(),
              definition.column().nullable() ? "YES" : "NO",
              definition.column().typeName()));
    }
  }

  private static void constraints(TableDescription table, List<@Nullable Object[]> rows) {
    boolean primary = !table.primaryKey().isEmpty();
    for (IndexDescription index : table.indexes()) {
      if (isConstraint(index)) {
        rows.add(
            row(
                table.schema(),
                index.name(),
                table.schema(),
                table.name(),
                primary ? "PRIMARY KEY" : "UNIQUE"));
      }
      primary = false;
    }
    for (ForeignKeyDescription key : table.foreignKeys()) {
      rows.add(row(table.schema(), key.name(), table.schema(), table.name(), "FOREIGN KEY"));
    }
  }

  /** As in PostgreSQL a unique index over some of the rows is no constraint. */
  private static boolean isConstraint(IndexDescription index) {
    return index.unique() && index.condition().isEmpty();
  }

  private static void keyColumns(TableDescription table, List<@Nullable Object[]> rows) {
    for (IndexDescription index : table.indexes()) {
      int place = 1;
      for (String column : isConstraint(index) ? index.columns() : List.<String>of()) {
        rows.add(row(table.schema(), index.name(), table.schema(), table.name(), column, place++));
      }
    }
  }

  private static void indexes(TableDescription table, List<@Nullable Object[]> rows) {
    for (IndexDescription index : table.indexes()) {
      for (int i = 0; i < index.columns().size(); i++) {
        rows.add(
            row(
                table.schema(),
                table.name(),
                index.name(),
                index.unique() ? "YES" : "NO",
                index.columns().get(i),
                i + 1,
                index.descending().get(i) ? "DESC" : "ASC"));
      }
    }
  }

  private static @Nullable Object[] session(BsonDocument operation) {
    boolean active = operation.getBoolean("active").getValue();
    if (!active) {
      return row(
          operation.getString("session").getValue(),
          "idle in transaction",
          null,
          null,
          null,
          null,
          operation.getDocument("transaction").getDateTime("startWallClockTime").getValue());
    }
    return row(
        operation.getString("desc").getValue(),
        operation.containsKey("waitsFor") ? "waiting" : "running",
        operation.getString("op").getValue(),
        operation.getInt64("microsecs_running").getValue(),
        operation.getInt64("writeConflicts").getValue(),
        operation.containsKey("waitsFor") ? operation.getString("waitsFor").getValue() : null,
        null);
  }

  private static void transaction(BsonDocument operation, List<@Nullable Object[]> rows) {
    if (operation.containsKey("transaction")) {
      BsonDocument transaction = operation.getDocument("transaction");
      rows.add(
          row(
              operation.getString("session").getValue(),
              transaction.getDocument("parameters").getInt64("txnNumber").getValue(),
              transaction.getDateTime("startWallClockTime").getValue(),
              transaction.getInt64("timeOpenMicros").getValue()));
    }
  }

  private static void waits(Waiting wait, List<@Nullable Object[]> rows) {
    Conflict conflict = wait.conflict();
    for (String holder : wait.holders()) {
      rows.add(
          row(
              wait.session(),
              holder,
              wait.since().toEpochMilli(),
              conflict.namespace(),
              conflict.document(),
              conflict.holderStatement().orElse(null),
              millis(conflict.since()),
              conflict.decidedBy()));
    }
  }

  private static @Nullable Object millis(Optional<Instant> moment) {
    return moment.map(Instant::toEpochMilli).orElse(null);
  }

  /**
   * One row for each claim of an open transaction, and for each holder that somebody waits for. A
   * claim may come or go between the two looks, which do not stop anybody.
   */
  private void locks(List<@Nullable Object[]> rows) {
    Map<List<String>, @Nullable Object[]> known = new LinkedHashMap<>();
    for (HeldClaim claim : engine.claims()) {
      known.put(
          List.of(claim.collection(), claim.document(), claim.holder()),
          row(
              claim.collection(),
              claim.document(),
              claim.holder(),
              claim.statement(),
              claim.since().toEpochMilli(),
              0L,
              claim.exclusive() ? "EXCLUSIVE" : "SHARED"));
    }
    for (Waiting wait : engine.waits()) {
      Conflict conflict = wait.conflict();
      for (String holder : wait.holders()) {
        @Nullable Object[] lock =
            known.computeIfAbsent(
                List.of(conflict.namespace(), conflict.document(), holder),
                ignored ->
                    row(
                        conflict.namespace(),
                        conflict.document(),
                        holder,
                        conflict.holderStatement().orElse(null),
                        millis(conflict.since()),
                        0L,
                        null));
        lock[WAITING] = (Long) Objects.requireNonNull(lock[WAITING]) + 1;
      }
    }
    rows.addAll(known.values());
  }
}
