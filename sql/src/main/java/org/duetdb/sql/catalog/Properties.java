package org.duetdb.sql.catalog;

import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;

/**
 * The names under which SQL keeps what the engine's catalog has no word for, see {@link
 * CollectionDescriptor#properties}.
 */
public final class Properties {
  /** The schema of a view's unqualified names. */
  public static final String VIEW_SCHEMA = "viewSchema";

  /** The columns of a view's query that are the view's, where the query says {@code *}. */
  public static final String VIEW_COLUMNS = "viewColumns";

  /** Stands between the names of a list. */
  public static final String SEPARATOR = "\n";

  /** The comment on the table. */
  public static final String COMMENT = "comment";

  /** How far each value of a sequence is from the one before; only sequences have it. */
  public static final String SEQUENCE = "sequence";

  /** Marks the entry that keeps a schema alive that holds nothing else. */
  public static final String SCHEMA = "schema";

  /** Whether an identity column takes no other values: {@link #ALWAYS} or not. */
  private static final String IDENTITY = "identity.";

  /** An identity column that takes no other values. */
  public static final String ALWAYS = "always";

  private Properties() {}

  /** The comment on a column. */
  public static String comment(String column) {
    return COMMENT + "." + column;
  }

  /** What makes a column an identity column. */
  public static String identity(String column) {
    return IDENTITY + column;
  }

  /** The names by which a view knows columns of a table that are called otherwise by now. */
  public static String earlierNames(Namespace table) {
    return "viewNames." + table;
  }

  /** The name of the sequence of an identity column. */
  public static String sequence(String table, String column) {
    return table + "_" + column + "_seq";
  }

  /** Whether an entry of the catalog is a table, a collection or a view, which queries can name. */
  static boolean isRelation(CollectionDescriptor descriptor) {
    return !isSequence(descriptor) && !descriptor.properties().containsKey(SCHEMA);
  }

  /** Whether an entry of the catalog is a sequence. */
  public static boolean isSequence(CollectionDescriptor descriptor) {
    return descriptor.properties().containsKey(SEQUENCE);
  }
}
