package org.duetdb.sql.reference;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that writes.
 *
 * @param numbers what its question marks stand for
 */
record Write(Kind kind, Table table, List<Integer> numbers) {

  /** What it does; {@code :t} is the table's name. */
  enum Kind {
    INSERT("INSERT INTO :t (id, pid) VALUES (?, ?)"),
    INSERT_TWO("INSERT INTO :t (id, pid) VALUES (?, ?), (?, ?)"),
    UPSERT(
        "INSERT INTO :t (id, pid) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET pid = excluded.pid"),
    SET("UPDATE :t SET pid = ? WHERE id = ?"),
    SET_ALL("UPDATE :t SET pid = ? WHERE pid = ? RETURNING id"),
    MOVE("UPDATE :t SET id = ? WHERE id = ?"),
    DELETE("DELETE FROM :t WHERE id = ?"),
    DELETE_TWO("DELETE FROM :t WHERE id IN (?, ?) RETURNING id"),
    DELETE_ALL("DELETE FROM :t WHERE pid = ? RETURNING id");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    int marks() {
      return (int) sql.chars().filter(c -> c == '?').count();
    }

    /** Whether it writes the columns that refer to the row with the key that a mark stands for. */
    boolean isReference(int mark) {
      return switch (this) {
        case INSERT, INSERT_TWO, UPSERT -> mark % 2 == 1;
        case SET -> mark == 0;
        case SET_ALL, DELETE_ALL -> true;
        case MOVE, DELETE, DELETE_TWO -> false;
      };
    }

    /** Whether a mark stands for the key of a row that there must not be. */
    boolean isNewKey(int mark) {
      return switch (this) {
        case INSERT, INSERT_TWO, UPSERT -> mark % 2 == 0;
        case MOVE -> mark == 0;
        case SET, SET_ALL, DELETE, DELETE_TWO, DELETE_ALL -> false;
      };
    }
  }

  int number(int mark) {
    return numbers.get(mark);
  }

  String sql() {
    return kind.sql.replace(":t", table.sqlName());
  }

  @Nullable Object[] parameters() {
    @Nullable Object[] values = new Object[numbers.size()];
    Arrays.setAll(values, mark -> isNull(mark) ? null : numbers.get(mark));
    return values;
  }

  private boolean isNull(int mark) {
    return numbers.get(mark) == Table.NOBODY;
  }

  /** The keys of the rows that it writes, where that does not depend on what there is. */
  List<Integer> keys() {
    return switch (kind) {
      case INSERT, UPSERT, DELETE -> List.of(number(0));
      case INSERT_TWO -> List.of(number(0), number(2));
      case SET, MOVE -> List.of(number(1));
      case DELETE_TWO -> List.of(number(0), number(1));
      case SET_ALL, DELETE_ALL -> List.of();
    };
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    int mark = 0;
    for (char c : sql().toCharArray()) {
      if (c == '?') {
        text.append(isNull(mark) ? "NULL" : numbers.get(mark));
        mark++;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
