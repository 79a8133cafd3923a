/** What writes rows, also behind WITH. */
SqlNode DuetWrite() :
{
    final SqlNode write;
}
{
    (
        LOOKAHEAD({ WithClause.standsBeforeWrite(this) })
        write = DuetWithWrite()
    |
        write = DuetInsert()
    |
        write = DuetUpdate()
    |
        write = DuetDelete()
    |
        write = DuetMerge()
    )
    { return write; }
}

SqlNode DuetWithWrite() :
{
    final Span s;
    final SqlNodeList queries;
    final SqlNode write;
}
{
    { s = Span.of(); }
    queries = WithList() { s.add(queries); }
    (
        write = DuetInsert()
    |
        write = DuetUpdate()
    |
        write = DuetDelete()
    |
        write = DuetMerge()
    )
    { return new SqlWriteWith(s.end(this), queries, write); }
}

/**
 * INSERT with what PostgreSQL lets stand behind it, and as SQLite and MySQL have it: REPLACE INTO,
 * which is short for INSERT OR REPLACE INTO.
 */
SqlNode DuetInsert() :
{
    final Span s;
    boolean replaces = false;
    final SqlIdentifier table;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    SqlIdentifier column;
    final SqlNode source;
    SqlConflictClause conflict = null;
    final SqlNodeList returning;
}
{
    (
        <INSERT> { s = span(); } [ <OR> <REPLACE> { replaces = true; } ]
    |
        <REPLACE> { s = span(); replaces = true; }
    )
    <INTO> table = CompoundTableIdentifier()
    [
        LOOKAHEAD(2)
        <LPAREN> column = CompoundIdentifier() { columns.add(column); }
        ( <COMMA> column = CompoundIdentifier() { columns.add(column); } )* <RPAREN>
    ]
    source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [ conflict = DuetConflict() ]
    returning = DuetReturning()
    {
        return new SqlInsertRows(
            s.end(this), replaces, table, columns, source, conflict, returning);
    }
}

SqlConflictClause DuetConflict() :
{
    final Span s;
    SqlNodeList columns = SqlNodeList.EMPTY;
    SqlAssignments assignments = null;
    SqlNode where = null;
}
{
    <ON> { s = span(); } <CONFLICT>
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <DO>
    (
        <NOTHING>
    |
        <UPDATE> assignments = DuetAssignments() [ where = Where() ]
    )
    { return new SqlConflictClause(s.end(this), columns, assignments, where); }
}

SqlNodeList DuetReturning() :
{
    final Span s;
    final List<SqlNode> items = new ArrayList<SqlNode>();
}
{
    <RETURNING> { s = span(); }
    AddSelectItem(items) ( <COMMA> AddSelectItem(items) )*
    { return new SqlNodeList(items, s.addAll(items).pos()); }
|
    { return SqlNodeList.EMPTY; }
}

SqlAssignments DuetAssignments() :
{
    final SqlAssignments assignments = new SqlAssignments();
}
{
    <SET> DuetAssignment(assignments) ( <COMMA> DuetAssignment(assignments) )*
    { return assignments; }
}

void DuetAssignment(SqlAssignments assignments) :
{
    SqlIdentifier target;
    SqlNode element;
    final List<SqlNode> value = new ArrayList<SqlNode>();
}
{
    target = CompoundIdentifier() { assignments.target(target); }
    (
        <LBRACKET> element = Literal() <RBRACKET> { assignments.element(element); }
        [ <DOT> target = CompoundIdentifier() { assignments.fields(target); } ]
    )*
    <EQ> DuetAssigned(value) { assignments.value(value.get(0)); }
}

/** The value that SET gives a column. */
void DuetAssigned(List<SqlNode> list) :
{
    final SqlNode value;
}
{
    value = Default() { list.add(value); }
|
    AddExpression(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** UPDATE, also with FROM, and RETURNING. */
SqlNode DuetUpdate() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    final SqlAssignments assignments;
    SqlNode from = null;
    SqlNode where = null;
    final SqlNodeList returning;
}
{
    <UPDATE> { s = span(); } table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    assignments = DuetAssignments()
    [ <FROM> from = FromClause() ]
    [ where = Where() ]
    returning = DuetReturning()
    { return new SqlUpdateRows(s.end(this), table, alias, assignments, from, where, returning); }
}

/** DELETE, also with USING, and RETURNING. */
SqlNode DuetDelete() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNode from = null;
    SqlNode where = null;
    final SqlNodeList returning;
}
{
    <DELETE> { s = span(); } <FROM> table = CompoundTableIdentifier()
    [ LOOKAHEAD(1, { getToken(1).kind != RETURNING }) [ <AS> ] alias = SimpleIdentifier() ]
    [ <USING> from = FromClause() ]
    [ where = Where() ]
    returning = DuetReturning()
    { return new SqlDeleteRows(s.end(this), table, alias, from, where, returning); }
}

/** MERGE with any number of WHEN clauses, and RETURNING. */
SqlNode DuetMerge() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    final SqlNode source;
    final SqlNode condition;
    final List<SqlMergeAction> actions = new ArrayList<SqlMergeAction>();
    final SqlNodeList returning;
}
{
    <MERGE> { s = span(); } <INTO> table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    <USING> source = TableRef()
    <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    ( DuetMergeAction(actions) )+
    returning = DuetReturning()
    {
        return new SqlMergeRows(s.end(this), table, alias, source, condition, actions, returning);
    }
}

void DuetMergeAction(List<SqlMergeAction> actions) :
{
    final Span s;
    boolean matched = true;
    SqlNode condition = null;
    SqlAssignments assignments = null;
    SqlNodeList columns = SqlNodeList.EMPTY;
    SqlNode row = null;
    SqlMergeAction.Verb verb;
}
{
    <WHEN> { s = span(); } [ <NOT> { matched = false; } ] <MATCHED>
    [ <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <THEN>
    (
        <UPDATE> assignments = DuetAssignments() { verb = SqlMergeAction.Verb.UPDATE; }
    |
        <DELETE> { verb = SqlMergeAction.Verb.DELETE; }
    |
        <DO> <NOTHING> { verb = SqlMergeAction.Verb.NOTHING; }
    |
        <INSERT> { verb = SqlMergeAction.Verb.INSERT; }
        [ LOOKAHEAD(2) columns = ParenthesizedSimpleIdentifierList() ]
        <VALUES> row = RowConstructor()
    )
    {
        actions.add(
            new SqlMergeAction(s.end(this), matched, condition, verb, assignments, columns, row));
    }
}

SqlNode DuetTruncate() :
{
    final Span s;
    final List<SqlIdentifier> tables = new ArrayList<SqlIdentifier>();
    SqlIdentifier table;
}
{
    <TRUNCATE> { s = span(); } [ <TABLE> ]
    table = CompoundIdentifier() { tables.add(table); }
    ( <COMMA> table = CompoundIdentifier() { tables.add(table); } )*
    { return new SqlTruncate(s.end(this), tables); }
}

/** EXPLAIN [PLAN FOR] a query or a statement that writes. */
SqlNode DuetExplain() :
{
    final Span s;
    final SqlNode statement;
}
{
    <EXPLAIN> { s = span(); } [ LOOKAHEAD(2) <PLAN> <FOR> ]
    (
        LOOKAHEAD(1, { getToken(1).kind != REPLACE && !WithClause.standsBeforeWrite(this) })
        statement = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    |
        statement = DuetWrite()
    )
    { return new SqlExplainStatement(s.end(this), statement); }
}
