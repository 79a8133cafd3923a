package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.util.ImmutableBitSet;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * GROUP BY, also with several grouping sets: a hash table of groups, each with the states of the
 * aggregates.
 */
final class Grouped implements Operator {
  private final Operator input;
  private final Expression[] keys;
  private final List<boolean[]> sets = new ArrayList<>();
  private final List<AggregateStep> steps;
  private final boolean global;

  /**
   * @param keys the group's columns in ascending order of their place
   * @param places those places
   * @param groupSets which of them each grouping set holds
   */
  Grouped(
      Operator input,
      List<Expression> keys,
      ImmutableBitSet places,
      List<ImmutableBitSet> groupSets,
      List<AggregateStep> steps) {
    this.input = input;
    this.keys = keys.toArray(Expression[]::new);
    this.steps = steps;
    this.global = groupSets.stream().anyMatch(ImmutableBitSet::isEmpty);
    for (ImmutableBitSet set : groupSets) {
      boolean[] members = new boolean[keys.size()];
      int index = 0;
      for (int place : places) {
        members[index++] = set.get(place);
      }
      sets.add(members);
    }
  }

  @Override
  public void explain(Explanation text) {
    text.line(
        "group by " + keys.length + " keys, " + steps.size() + " aggregates, in a hash table",
        input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    Collection<Group> groups = keys.length == 0 ? List.of(whole(environment)) : groups(environment);
    return new ListRows<>(groups, Group::row);
  }

  /** The one group of a query without GROUP BY, which is there even if it has no rows. */
  private Group whole(@Nullable Object[] environment) {
    Group group = new Group(new Object[0], new boolean[0]);
    Attempt attempt = Attempt.of(environment);
    try (Rows rows = input.open(environment)) {
      while (rows.next()) {
        attempt.tick();
        group.add(rows.current(), environment);
      }
    }
    return group;
  }

  private List<Group> groups(@Nullable Object[] environment) {
    List<Map<Object, Group>> tables = new ArrayList<>();
    sets.forEach(set -> tables.add(new LinkedHashMap<>()));
    Attempt attempt = Attempt.of(environment);
    try (Rows rows = input.open(environment)) {
      while (rows.next()) {
        attempt.tick();
        Object row = rows.current();
        @Nullable Object[] values = Projected.row(keys, row, environment);
        for (int i = 0; i < sets.size(); i++) {
          group(tables.get(i), sets.get(i), values, attempt).add(row, environment);
        }
      }
    }
    List<Group> groups = new ArrayList<>();
    tables.forEach(table -> groups.addAll(table.values()));
    if (groups.isEmpty() && global) {
      groups.add(new Group(new Object[keys.length], new boolean[keys.length]));
    }
    return groups;
  }

  private Group group(
      Map<Object, Group> table, boolean[] set, @Nullable Object[] values, Attempt attempt) {
    @Nullable Object[] members = sets.size() > 1 ? members(set, values) : values;
    Object key = RowKey.of(members);
    Group group = table.get(key);
    if (group == null) {
      attempt.hold(RowSize.of(members) + 64L * (1 + steps.size()));
      group = new Group(members, set);
      table.put(key, group);
    }
    return group;
  }

  private static @Nullable Object[] members(boolean[] set, @Nullable Object[] values) {
    @Nullable Object[] members = new Object[values.length];
    for (int i = 0; i < members.length; i++) {
      members[i] = set[i] ? values[i] : null;
    }
    return members;
  }

  /** One group and its states. */
  private final class Group {
    private final @Nullable Object[] values;
    private final AggregateStep.State[] states;

    Group(@Nullable Object[] values, boolean[] set) {
      this.values = values;
      this.states = new AggregateStep.State[steps.size()];
      for (int i = 0; i < states.length; i++) {
        states[i] = steps.get(i).newState(set);
      }
    }

    void add(Object row, @Nullable Object[] environment) {
      for (AggregateStep.State state : states) {
        state.add(row, environment);
      }
    }

    Object row() {
      @Nullable Object[] row = new Object[values.length + states.length];
      System.arraycopy(values, 0, row, 0, values.length);
      for (int i = 0; i < states.length; i++) {
        row[values.length + i] = states[i].result();
      }
      return row;
    }
  }
}
