package org.duetdb.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.duetdb.driver.LockNotAvailableSQLException;
import org.duetdb.driver.WriteConflictSQLException;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** jOOQ in its default dialect, which it chooses for databases that it does not know. */
class JooqTest {
  private static final Table<Record> ACCOUNT = table(name("account"));
  private static final Field<Integer> ID = field(name("account", "id"), SQLDataType.INTEGER);
  private static final Field<String> OWNER = field(name("account", "owner"), SQLDataType.VARCHAR);
  private static final Field<Integer> BALANCE =
      field(name("account", "balance"), SQLDataType.INTEGER);

  private Arena arena;
  private DSLContext jooq;
  private Object before;

  @BeforeEach
  void open() throws SQLException {
    arena = new Arena();
    before = arena.pooledConnection();
    jooq = DSL.using(arena.pool(), SQLDialect.DEFAULT);
  }

  @AfterEach
  void thePoolHasKeptItsConnection() throws SQLException {
    assertThat(arena.pooledConnection()).isSameAs(before);
    arena.close();
  }

  private Connection holder() throws SQLException {
    var rival = arena.rival();
    Arena.run(rival, "UPDATE account SET balance = balance + 1 WHERE id = 1");
    return rival;
  }

  private int add(DSLContext context) {
    return context.update(ACCOUNT).set(BALANCE, BALANCE.plus(10)).where(ID.eq(1)).execute();
  }

  @Test
  void theDialectIsFoundFromTheConnection() throws SQLException {
    try (var connection = arena.pool().getConnection()) {
      assertThat(DSL.using(connection).dialect()).isEqualTo(SQLDialect.DEFAULT);
    }
  }

  @Test
  void rowsAreWrittenReadChangedAndDeleted() {
    assertThat(
            jooq.insertInto(ACCOUNT, ID, OWNER, BALANCE)
                .values(3, "eve", 5)
                .values(4, "kim", 6)
                .execute())
        .isEqualTo(2);
    assertThat(add(jooq)).isEqualTo(1);
    assertThat(jooq.deleteFrom(ACCOUNT).where(OWNER.eq("kim")).execute()).isEqualTo(1);

    assertThat(
            jooq.select(OWNER, BALANCE)
                .from(ACCOUNT)
                .where(BALANCE.lt(1000))
                .orderBy(ID)
                .limit(2)
                .offset(1)
                .fetch(row -> row.value1() + row.value2()))
        .containsExactly("bob100", "eve5");
    assertThat(
            jooq.batch(
                    jooq.update(ACCOUNT).set(BALANCE, 1).where(ID.eq(1)),
                    jooq.update(ACCOUNT).set(BALANCE, 2).where(ID.eq(99)))
                .execute())
        .containsExactly(1, 0);
  }

  @Test
  void unquotedNamesAreTheSame() {
    var plain =
        DSL.using(
            arena.pool(),
            SQLDialect.DEFAULT,
            new Settings().withRenderQuotedNames(RenderQuotedNames.NEVER));
    assertThat(plain.fetchCount(ACCOUNT)).isEqualTo(2);
  }

  @Test
  void aWriteConflictKeepsItsStateAndAnotherTrySucceeds() throws SQLException {
    var rival = holder();
    Runnable transfer =
        () ->
            jooq.transaction(
                configuration -> {
                  var dsl = DSL.using(configuration);
                  dsl.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                  add(dsl);
                });

    assertThatThrownBy(transfer::run)
        .isInstanceOfSatisfying(
            DataAccessException.class,
            failure -> {
              assertThat(failure.sqlState()).isEqualTo("40001");
              assertThat(failure).hasCauseInstanceOf(WriteConflictSQLException.class);
            });
    rival.commit();

    transfer.run();
    assertThat(arena.balance(1)).isEqualTo(111);
  }

  @Test
  void forUpdateNowaitFailsAtOnce() throws SQLException {
    holder();
    assertThatThrownBy(() -> jooq.selectFrom(ACCOUNT).where(ID.eq(1)).forUpdate().noWait().fetch())
        .isInstanceOfSatisfying(
            DataAccessException.class,
            failure -> {
              assertThat(failure.sqlState()).isEqualTo("55P03");
              assertThat(failure).hasCauseInstanceOf(LockNotAvailableSQLException.class);
            });
  }

  @Test
  void forUpdateSkipLockedLeavesTheRowOut() throws SQLException {
    holder();
    assertThat(jooq.select(ID).from(ACCOUNT).orderBy(ID).forUpdate().skipLocked().fetch(ID))
        .containsExactly(2);
    assertThat(
            jooq.select(ID)
                .from(ACCOUNT)
                .orderBy(ID)
                .limit(1)
                .forUpdate()
                .of(ACCOUNT)
                .skipLocked()
                .fetch(ID))
        .containsExactly(2);
  }

  @Test
  void forUpdateWaitWaitsThatManySeconds() throws Exception {
    holder();
    var pending =
        arena.start(() -> jooq.selectFrom(ACCOUNT).where(ID.eq(1)).forUpdate().wait(3).fetch());
    arena.time().advance(Duration.ofMillis(2_999));
    assertThat(pending.waits()).isTrue();
    arena.time().advance(Duration.ofMillis(1));

    assertThat(pending.failure())
        .isInstanceOfSatisfying(
            DataAccessException.class,
            failure -> assertThat(failure.sqlState()).isEqualTo("55P03"));
  }

  @Test
  void forShareLetsOtherReadersInAndKeepsWritersOut() throws SQLException {
    try (var rival = arena.rival()) {
      Arena.run(rival, "SELECT * FROM account WHERE id = 1 FOR SHARE");
      assertThat(jooq.selectFrom(ACCOUNT).where(ID.eq(1)).forShare().noWait().fetch(ID))
          .containsExactly(1);
      assertThatThrownBy(
              () -> jooq.selectFrom(ACCOUNT).where(ID.eq(1)).forUpdate().noWait().fetch())
          .isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void anInnerTransactionIsASavepoint() throws SQLException {
    jooq.transaction(
        outer -> {
          add(DSL.using(outer));
          assertThatThrownBy(
                  () ->
                      DSL.using(outer)
                          .transaction(
                              inner -> {
                                add(DSL.using(inner));
                                DSL.using(inner)
                                    .insertInto(ACCOUNT, ID, OWNER, BALANCE)
                                    .values(1, "eve", 0)
                                    .execute();
                              }))
              .isInstanceOf(IntegrityConstraintViolationException.class);
          DSL.using(outer).transaction(inner -> add(DSL.using(inner)));
        });
    assertThat(arena.balance(1)).isEqualTo(120);
  }

  @Test
  void theCatalogShowsTablesColumnsAndKeys() {
    var tables = jooq.meta().getTables("account");

    assertThat(tables).hasSize(1);
    assertThat(tables.get(0).fieldStream().map(Field::getName).toList())
        .containsExactly("id", "owner", "balance");
    assertThat(tables.get(0).getPrimaryKey().getFields().stream().map(Field::getName).toList())
        .containsExactly("id");
    assertThat(tables.get(0).field("balance").getDataType().nullable()).isFalse();
  }
}
