package org.duetdb.sql.session;

import java.util.List;
import java.util.Map;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.Properties;
import org.duetdb.sql.execute.Sequence;

/** Draws values of sequences for a session. */
final class Sequences {
  private static final StatementSettings DRAWING = StatementSettings.sql("draw from a sequence");

  private final Engine database;
  private final EngineSession engine;
  private final CatalogView view;
  private final Map<Namespace, Long> last;

  /**
   * @param engine the session, which alone sees a sequence that its open transaction has made
   * @param last what the session has drawn last from each
   */
  Sequences(Engine database, EngineSession engine, CatalogView view, Map<Namespace, Long> last) {
    this.database = database;
    this.engine = engine;
    this.view = view;
    this.last = last;
  }

  /**
   * The next value of the sequence of that name.
   *
   * @param inside whether the session is in the middle of a statement and can run no other
   */
  long next(String name, String schema, boolean inside) {
    CollectionDescriptor sequence = find(name, schema);
    long increment = Long.parseLong(sequence.properties().get(Properties.SEQUENCE));
    UpdateOperation draw = Sequence.draw(sequence.namespace(), increment);
    List<byte[]> drawn = database.autocommit().update(DRAWING, draw, new Object[0]).returned();
    if (drawn.isEmpty()) {
      drawn = ofOpenTransaction(draw, inside);
    }
    if (drawn.isEmpty()) {
      throw undefined(name);
    }
    long value = Sequence.value(drawn.get(0));
    last.put(sequence.namespace(), value);
    return value;
  }

  /** The value that the session has drawn last from the sequence of that name. */
  long current(String name, String schema) {
    Long value = last.get(find(name, schema).namespace());
    if (value == null) {
      throw new SqlFailure(
          SqlState.OBJECT_NOT_IN_STATE,
          "this session has drawn no value of sequence '" + name + "' yet; NEXTVAL draws one");
    }
    return value;
  }

  private List<byte[]> ofOpenTransaction(UpdateOperation draw, boolean inside) {
    if (inside) {
      throw new SqlFailure(
          SqlState.OBJECT_NOT_IN_STATE,
          "sequence "
              + draw.namespace()
              + " was made by this transaction; a query can draw from it after COMMIT");
    }
    return engine.update(DRAWING, draw, new Object[0]).returned();
  }

  private CollectionDescriptor find(String name, String schema) {
    int dot = name.indexOf('.');
    Namespace wanted =
        dot < 0
            ? new Namespace(schema, name)
            : new Namespace(name.substring(0, dot), name.substring(dot + 1));
    return view.sequences().stream()
        .filter(
            each ->
                each.namespace().database().equalsIgnoreCase(wanted.database())
                    && each.namespace().collection().equalsIgnoreCase(wanted.collection()))
        .findFirst()
        .orElseThrow(() -> undefined(name));
  }

  private static SqlFailure undefined(String name) {
    return new SqlFailure(SqlState.UNDEFINED_TABLE, "sequence '" + name + "' does not exist");
  }
}
