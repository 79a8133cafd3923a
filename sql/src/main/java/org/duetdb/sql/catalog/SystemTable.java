package org.duetdb.sql.catalog;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.type.DuetTypeFactory;

/**
 * A view of what the deployment itself knows: the catalog, and who does what just now. Its rows are
 * made when it is read, and are not part of any snapshot.
 */
public final class SystemTable extends AbstractTable {
  /** The schema of the standard's views of the catalog. */
  public static final String INFORMATION_SCHEMA = "information_schema";

  /** The schema of Duet's own views: sessions, transactions, waits, locks. */
  public static final String DUET = "duet";

  private static final Map<String, Map<String, Table>> SCHEMAS = new TreeMap<>();

  static {
    for (Name name : Name.values()) {
      SCHEMAS
          .computeIfAbsent(name.schema, ignored -> new TreeMap<>())
          .put(name.table(), new SystemTable(name));
    }
  }

  private final Name name;
  private final RelDataType rowType;

  /** Which view. */
  public enum Name {
    /** The schemas. */
    SCHEMATA(INFORMATION_SCHEMA, "catalog_name", "schema_name"),
    /** The tables, collections and views. */
    TABLES(INFORMATION_SCHEMA, "table_catalog", "table_schema", "table_name", "table_type"),
    /** The views with their queries. */
    VIEWS(INFORMATION_SCHEMA, "table_catalog", "table_schema", "table_name", "view_definition"),
    /** The sequences. */
    SEQUENCES(
        INFORMATION_SCHEMA, "sequence_catalog", "sequence_schema", "sequence_name", "increment"),
    /** Their columns. */
    COLUMNS(
        INFORMATION_SCHEMA,
        "table_catalog",
        "table_schema",
        "table_name",
        "column_name",
        "ordinal_position:INTEGER",
        "column_default",
        "is_nullable",
        "data_type"),
    /** The keys. */
    TABLE_CONSTRAINTS(
        INFORMATION_SCHEMA,
        "constraint_schema",
        "constraint_name",
        "table_schema",
        "table_name",
        "constraint_type"),
    /** The columns of the keys. */
    KEY_COLUMN_USAGE(
        INFORMATION_SCHEMA,
        "constraint_schema",
        "constraint_name",
        "table_schema",
        "table_name",
        "column_name",
        "ordinal_position:INTEGER"),
    /** The columns and paths of the indexes, the primary keys' too. */
    INDEXES(
        DUET,
        "table_schema",
        "table_name",
        "index_name",
        "is_unique",
        "column_name",
        "ordinal_position:INTEGER",
        "direction"),
    /** Who has a statement under way, or a transaction open. */
    SESSIONS(
        DUET,
        "session",
        "state",
        "statement",
        "running_micros:BIGINT",
        "write_conflicts:BIGINT",
        "waits_for",
        "transaction_since:TIMESTAMP"),
    /** The open transactions that have no statement under way. */
    TRANSACTIONS(DUET, "session", "number:BIGINT", "since:TIMESTAMP", "open_micros:BIGINT"),
    /** Who waits for whom, since when, and what decided that it waits. */
    WAITS(
        DUET,
        "session",
        "holder",
        "since:TIMESTAMP",
        "collection",
        "document",
        "holder_statement",
        "holder_since:TIMESTAMP",
        "decided_by"),
    /** The claims of open transactions, and how many wait for each. */
    LOCKS(
        DUET,
        "collection",
        "document",
        "holder",
        "holder_statement",
        "holder_since:TIMESTAMP",
        "waiting:BIGINT",
        "mode");

    private final String schema;
    private final ImmutableList<String> columns;

    Name(String schema, String... columns) {
      this.schema = schema;
      this.columns = ImmutableList.copyOf(columns);
    }

    String table() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private SystemTable(Name name) {
    this.name = name;
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (String column : name.columns) {
      int at = column.indexOf(':');
      SqlTypeName type =
          at < 0 ? SqlTypeName.VARCHAR : SqlTypeName.valueOf(column.substring(at + 1));
      names.add(at < 0 ? column : column.substring(0, at));
      types.add(
          DuetTypeFactory.INSTANCE.createTypeWithNullability(
              DuetTypeFactory.INSTANCE.createSqlType(type), true));
    }
    this.rowType = DuetTypeFactory.INSTANCE.createStructType(types, names);
  }

  /** The schemas with their views. */
  static Map<String, Map<String, Table>> schemas() {
    return SCHEMAS;
  }

  /** Which view it is. */
  public Name name() {
    return name;
  }

  /** The names of its columns. */
  public List<String> columnNames() {
    return rowType.getFieldNames();
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return rowType;
  }
}
