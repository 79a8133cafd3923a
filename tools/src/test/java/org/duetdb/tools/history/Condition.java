package org.duetdb.tools.history;

/** What a scan of the registers looks for. */
sealed interface Condition {
  /** The registers it can find, also those that do not exist yet. */
  boolean covers(Keys keys, String register);

  /** By a field that is not the key. */
  record Group(int group) implements Condition {
    @Override
    public boolean covers(Keys keys, String register) {
      return keys.group(register) == group;
    }
  }

  /** By a range of keys, both ends included. */
  record Range(String from, String to) implements Condition {
    @Override
    public boolean covers(Keys keys, String register) {
      return from.compareTo(register) <= 0 && register.compareTo(to) <= 0;
    }
  }
}
