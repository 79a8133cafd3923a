package org.duetdb.samples.transfer;

/** The account does not hold the amount, or does not exist; nothing has been moved. */
public final class InsufficientFundsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InsufficientFundsException(String account) {
    super("account " + account + " does not hold the amount; nothing has been moved");
  }
}
