package org.duetdb.document.expression;

/** How an operator is compiled. */
@FunctionalInterface
interface Operator {
  /** The expression that the operator with these operands stands for. */
  Expression compile(Operands operands);
}
