package org.duetdb.sql.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.duetdb.api.spi.CollectionDescriptor.ReferentialAction;
import org.duetdb.sql.SqlState;

/** What the tables hold, if statements run one after another. */
final class Family {
  private final Map<Table, NavigableMap<Integer, Integer>> rows = new EnumMap<>(Table.class);

  Family() {
    for (Table table : Table.values()) {
      rows.put(table, new TreeMap<>());
    }
  }

  Family copy() {
    var copy = new Family();
    rows.forEach((table, content) -> copy.of(table).putAll(content));
    return copy;
  }

  /** The rows of a table: ids and what they refer to. */
  NavigableMap<Integer, Integer> of(Table table) {
    return rows.get(table);
  }

  /** A statement that a constraint refuses. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final SqlState state;

    private Refused(SqlState state) {
      super(state.code());
      this.state = state;
    }

    SqlState state() {
      return state;
    }
  }

  /** The rows that a statement finds. */
  List<Integer> affected(Write write) {
    var content = of(write.table());
    return switch (write.kind()) {
      case INSERT, INSERT_TWO, UPSERT -> write.keys();
      case SET, MOVE, DELETE, DELETE_TWO ->
          write.keys().stream().filter(content::containsKey).distinct().sorted().toList();
      case SET_ALL -> referring(write.table(), Set.of(write.number(1)));
      case DELETE_ALL -> referring(write.table(), Set.of(write.number(0)));
    };
  }

  private List<Integer> referring(Table table, Collection<Integer> parents) {
    var found = new ArrayList<Integer>();
    of(table)
        .forEach(
            (id, parent) -> {
              if (parent != Table.NOBODY && parents.contains(parent)) {
                found.add(id);
              }
            });
    return found;
  }

  /** Does a statement to the rows that it has found; what is there after a refusal is undefined. */
  void apply(Write write, List<Integer> found) throws Refused {
    var content = of(write.table());
    switch (write.kind()) {
      case INSERT -> insert(write.table(), write.number(0), write.number(1));
      case INSERT_TWO -> {
        insert(write.table(), write.number(0), write.number(1));
        insert(write.table(), write.number(2), write.number(3));
      }
      case UPSERT -> content.put(write.number(0), write.number(1));
      case SET, SET_ALL -> found.forEach(id -> content.put(id, write.number(0)));
      case MOVE -> {
        for (int id : found) {
          move(write.table(), id, write.number(0));
        }
      }
      case DELETE, DELETE_TWO, DELETE_ALL -> delete(write.table(), found);
    }
    if (hasOrphans()) {
      throw new Refused(SqlState.FOREIGN_KEY_VIOLATION);
    }
  }

  private void insert(Table table, int id, int parent) throws Refused {
    if (of(table).putIfAbsent(id, parent) != null) {
      throw new Refused(SqlState.UNIQUE_VIOLATION);
    }
  }

  private void move(Table table, int before, int after) throws Refused {
    if (before == after) {
      return;
    }
    insert(table, after, of(table).remove(before));
    for (Table child : table.children()) {
      if (child.onUpdate() != ReferentialAction.REFUSE) {
        int parent = child.onUpdate() == ReferentialAction.CASCADE ? after : Table.NOBODY;
        referring(child, Set.of(before)).forEach(id -> of(child).put(id, parent));
      }
    }
  }

  private void delete(Table table, List<Integer> ids) {
    of(table).keySet().removeAll(ids);
    for (Table child : table.children()) {
      var left = referring(child, ids);
      if (child.onDelete() == ReferentialAction.CASCADE && !left.isEmpty()) {
        delete(child, left);
      } else if (child.onDelete() == ReferentialAction.SET_NULL) {
        left.forEach(id -> of(child).put(id, Table.NOBODY));
      }
    }
  }

  private boolean hasOrphans() {
    for (Table table : Table.values()) {
      for (int parent : of(table).values()) {
        if (parent != Table.NOBODY && !of(table.parent().orElseThrow()).containsKey(parent)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Family family && rows.equals(family.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public String toString() {
    return rows.toString();
  }
}
