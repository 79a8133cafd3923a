package org.duetdb.api.spi;

/**
 * A statement made of several operations. May be run again from the start; see {@link
 * Statements#execute}.
 */
@FunctionalInterface
public interface StatementBody<R> {
  R run(StatementScope scope);
}
