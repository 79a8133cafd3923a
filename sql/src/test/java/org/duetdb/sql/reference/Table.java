package org.duetdb.sql.reference;

import static org.duetdb.api.spi.CollectionDescriptor.ReferentialAction.CASCADE;
import static org.duetdb.api.spi.CollectionDescriptor.ReferentialAction.REFUSE;
import static org.duetdb.api.spi.CollectionDescriptor.ReferentialAction.SET_NULL;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.duetdb.api.spi.CollectionDescriptor.ReferentialAction;

/** The tables of the histories: {@code (id, pid)}, where pid is the id of a row of another. */
enum Table {
  /** Refers to nothing. */
  PARENT("", REFUSE, REFUSE, ""),
  /** Goes with its parent. */
  CASCADING("parent", CASCADE, CASCADE, " ON DELETE CASCADE ON UPDATE CASCADE"),
  /** Forgets its parent. */
  FORGETTING("parent", SET_NULL, SET_NULL, " ON DELETE SET NULL ON UPDATE SET NULL"),
  /** Keeps its parent. */
  KEEPING("parent", REFUSE, REFUSE, ""),
  /** Goes with a row that may go with its parent. */
  GRANDCHILD("cascading", CASCADE, REFUSE, " ON DELETE CASCADE"),
  /** Refers to itself. */
  TREE("tree", CASCADE, REFUSE, " ON DELETE CASCADE");

  /** What stands for NULL. */
  static final int NOBODY = 0;

  private static final List<Table> INDEXED = List.of(FORGETTING, KEEPING);

  private final String parent;
  private final ReferentialAction onDelete;
  private final ReferentialAction onUpdate;
  private final String actions;

  Table(String parent, ReferentialAction onDelete, ReferentialAction onUpdate, String actions) {
    this.parent = parent;
    this.onDelete = onDelete;
    this.onUpdate = onUpdate;
    this.actions = actions;
  }

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The statements that make it. */
  List<String> definition() {
    String reference = parent.isEmpty() ? "" : " REFERENCES " + parent + actions;
    String table = "CREATE TABLE " + sqlName() + " (id INT PRIMARY KEY, pid INT" + reference + ")";
    return INDEXED.contains(this)
        ? List.of(table, "CREATE INDEX " + sqlName() + "_pid ON " + sqlName() + " (pid)")
        : List.of(table);
  }

  Optional<Table> parent() {
    return List.of(values()).stream().filter(table -> table.sqlName().equals(parent)).findFirst();
  }

  /** The tables that refer to this one. */
  List<Table> children() {
    return List.of(values()).stream()
        .filter(table -> table.parent().equals(Optional.of(this)))
        .toList();
  }

  ReferentialAction onDelete() {
    return onDelete;
  }

  ReferentialAction onUpdate() {
    return onUpdate;
  }
}
