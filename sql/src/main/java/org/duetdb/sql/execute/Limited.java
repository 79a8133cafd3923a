package org.duetdb.sql.execute;

import org.jspecify.annotations.Nullable;

/** Some rows left out, then some let through. */
record Limited(Operator input, RowLimit limit) implements Operator {

  @Override
  public void explain(Explanation text) {
    text.line("limit", input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    long skip = limit.skip(environment);
    long count = limit.count(environment);
    if (count == 0) {
      return Rows.EMPTY;
    }
    Rows rows = input.open(environment);
    return new Rows() {
      private long left = count;
      private long toSkip = skip;

      @Override
      public boolean next() {
        while (toSkip > 0) {
          toSkip--;
          if (!rows.next()) {
            left = 0;
          }
        }
        return left-- > 0 && rows.next();
      }

      @Override
      public Object current() {
        return rows.current();
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }
}
