package org.duetdb.engine.session;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether something has been used since somebody looked last. Who uses it pays for one plain write;
 * one at a time looks, now and then.
 */
final class UseMark {
  private static final VarHandle USED;

  static {
    try {
      USED = MethodHandles.lookup().findVarHandle(UseMark.class, "used", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  @SuppressWarnings("UnusedVariable") // through its handle
  private boolean used = true;

  private int looks;

  /** It is used. */
  void note() {
    USED.setOpaque(this, true);
  }

  /** Looks: how often in a row there was no use. */
  int unusedLooks() {
    if ((boolean) USED.getOpaque(this)) {
      USED.setOpaque(this, false);
      looks = 0;
    } else {
      looks++;
    }
    return looks;
  }
}
