package org.duetdb.engine.mvcc;

/**
 * Follows which versions a store holds, so that what is derived from them (indexes) has all that
 * any of them needs. Thread-safe.
 */
public interface VersionWatch {
  /**
   * Installs a version, as {@link Head#install} does, and beforehand makes findable whatever leads
   * to it.
   *
   * @return false if the state has changed; nothing has happened then
   */
  boolean install(Head head, HeadState expected, Version version);

  /**
   * A version with this document has left a head's chain: pruned, undone, or replaced when its
   * writer was dead. May be told more than once.
   */
  void dropped(Head head, byte[] document);
}
