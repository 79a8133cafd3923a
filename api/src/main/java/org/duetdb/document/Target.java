package org.duetdb.document;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.Statements;
import org.duetdb.document.collation.KeyedFields;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Scope;
import org.duetdb.document.sort.SortCompiler;

/**
 * What an operation is about: where it comes from, the collection, and how it runs.
 *
 * @param origin where it comes from
 * @param namespace the collection
 * @param options how it runs
 */
record Target(Origin origin, Namespace namespace, Options options) {
  private static final byte[] NOTHING = BsonCodecs.encode(new BsonDocument());

  Target with(Options chosen) {
    return new Target(origin, namespace, chosen);
  }

  Engine engine() {
    return origin.engine();
  }

  Statements statements() {
    return origin.statements();
  }

  StatementSettings settings(String command, Supplier<BsonDocument> document) {
    return options.settings(command, document);
  }

  /**
   * Does what comes before the engine is asked: compiles what the user has written. If that is
   * refused inside a transaction, the transaction is aborted, as by any failure.
   *
   * @throws DuetException 263 if {@code command} cannot run in the transaction that is open; that
   *     alone does not abort it
   */
  <R> R prepare(String command, Supplier<R> preparation) {
    if (!origin.inTransaction()) {
      return preparation.get();
    }
    TransactionRules.check(command, namespace);
    try {
      return preparation.get();
    } catch (DuetException refused) {
      throw abortedBy(command, refused);
    }
  }

  /**
   * What to throw for a failure while results are read: the failure itself, after the transaction
   * that is open has been aborted by it.
   */
  DuetException failed(String command, DuetException failure) {
    return origin.inTransaction() && !origin.hasFailed() ? abortedBy(command, failure) : failure;
  }

  /**
   * Has the engine see the failure; what it throws tells also if the transaction was dead before.
   */
  private DuetException abortedBy(String command, DuetException failure) {
    try {
      return statements()
          .execute(
              settings(command, BsonDocument::new),
              scope -> {
                throw failure;
              });
    } catch (DuetException told) {
      return told;
    }
  }

  /** The variables that the operation's expressions may name, each evaluated once. */
  Names names() {
    if (options.let().isEmpty()) {
      return Names.NONE;
    }
    var scope = Scope.of(NOTHING, time());
    Map<String, BsonSlice> values = new LinkedHashMap<>();
    options
        .let()
        .forEach(
            (name, value) ->
                values.put(name, ExpressionCompiler.compile(value, Names.NONE).evaluate(scope)));
    return Names.NONE.withConstants(values);
  }

  /** An order of documents, which compares texts by the operation's collation. */
  Comparator<byte[]> order(BsonDocument sort) {
    var byBytes = SortCompiler.compile(sort);
    return options
        .collation()
        .map(rules -> new KeyedFields(rules, sort.keySet()).order(byBytes))
        .orElse(byBytes);
  }

  /**
   * Refuses what would compare texts by their bytes although the operation has a collation.
   *
   * @throws DuetException 238
   */
  void refuseUnderCollation(String what, boolean isThere) {
    if (isThere && options.collation().isPresent()) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED,
          what + " under a collation: it would compare texts byte by byte; nothing has been done");
    }
  }

  /** The time of a statement as its first parameter. */
  Object[] time() {
    return new Object[] {engine().time().now()};
  }
}
