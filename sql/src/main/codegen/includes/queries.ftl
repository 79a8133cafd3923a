/** What stands behind a query: locking clauses, and LIMIT if it did not stand before them. */
SqlNode DuetLocking(SqlNode query) :
{
    SqlNode limited;
    final Span s;
    final List<LockClause> clauses = new ArrayList<LockClause>();
}
{
    [
        { s = Span.of(query); }
        ( DuetLockClause(clauses) )+
        limited = OrderByLimitOpt(query)
        {
            FirstRows.requireNoTies(limited);
            query = SqlLockingQuery.limited(query, limited);
            if (!query.isA(SqlKind.QUERY)) {
                throw SqlUtil.newContextException(s.end(this), RESOURCE.illegalNonQueryExpression());
            }
            query = new SqlLockingQuery(s.end(this), query, clauses);
        }
    ]
    { return query; }
}

void DuetLockClause(List<LockClause> clauses) :
{
    final Span s;
    LockClause.Words words;
    final List<SqlIdentifier> tables = new ArrayList<SqlIdentifier>();
    SqlIdentifier table;
    final LockClause.Reaction reaction;
}
{
    <FOR> { s = span(); }
    (
        <UPDATE> { words = LockClause.Words.UPDATE; }
    |
        <NO> <KEY> <UPDATE> { words = LockClause.Words.NO_KEY_UPDATE; }
    |
        <SHARE> { words = LockClause.Words.SHARE; }
    |
        <KEY> <SHARE> { words = LockClause.Words.KEY_SHARE; }
    )
    [
        <OF> table = CompoundIdentifier() { tables.add(table); }
        // A comma behind a sub-query's clause separates the expressions around it.
        ( LOOKAHEAD(2) <COMMA> table = CompoundIdentifier() { tables.add(table); } )*
    ]
    reaction = DuetLockReaction()
    { clauses.add(new LockClause(s.end(this), words, tables, reaction)); }
}

/** What to do when the lock is taken; nothing said means to wait. */
LockClause.Reaction DuetLockReaction() :
{
    final SqlNode seconds;
}
{
    <NOWAIT> { return LockClause.Reaction.of(ConflictPolicy.NOWAIT); }
|
    <SKIP_> <LOCKED> { return LockClause.Reaction.of(ConflictPolicy.SKIP); }
|
    <WAIT> ( seconds = NumericLiteral() | seconds = DynamicParam() )
    { return LockClause.Reaction.waiting(seconds); }
|
    { return LockClause.Reaction.NONE; }
}

SqlNode DuetLockTable() :
{
    final Span s;
    final List<SqlIdentifier> tables = new ArrayList<SqlIdentifier>();
    SqlIdentifier table;
    String mode = "ACCESS EXCLUSIVE";
    final LockClause.Reaction reaction;
}
{
    <LOCK> { s = span(); } [ LOOKAHEAD(2) <TABLE> ]
    table = CompoundIdentifier() { tables.add(table); }
    ( <COMMA> table = CompoundIdentifier() { tables.add(table); } )*
    [ <IN> mode = DuetLockMode() <MODE> ]
    reaction = DuetLockReaction()
    { return new SqlLockTable(s.end(this), tables, mode, reaction); }
}

String DuetLockMode() :
{
}
{
    <ACCESS> ( <SHARE> { return "ACCESS SHARE"; } | <EXCLUSIVE> { return "ACCESS EXCLUSIVE"; } )
|
    <ROW> ( <SHARE> { return "ROW SHARE"; } | <EXCLUSIVE> { return "ROW EXCLUSIVE"; } )
|
    <SHARE>
    (
        <UPDATE> <EXCLUSIVE> { return "SHARE UPDATE EXCLUSIVE"; }
    |
        <ROW> <EXCLUSIVE> { return "SHARE ROW EXCLUSIVE"; }
    |
        { return "SHARE"; }
    )
|
    <EXCLUSIVE> { return "EXCLUSIVE"; }
}

/** PostgreSQL's cast behind an operand, which binds more tightly than all operators. */
void DuetInfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> { checkNonQueryExpression(exprContext); }
    type = DataType()
    { InfixCast.apply(list, type, getPos()); }
}

/** What stands behind IN, SOME, ANY or ALL; behind IN there may be nothing in the parentheses. */
SqlNodeList DuetMembers() :
{
    final Span s;
    final SqlNodeList members;
}
{
    LOOKAHEAD(2, { getToken(0).kind == IN })
    <LPAREN> { s = span(); } <RPAREN>
    { return new SqlNodeList(s.end(this)); }
|
    members = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_NONCURSOR)
    { return members; }
}

/** What stands behind the text of an interval: its unit, unless the text itself names it. */
SqlLiteral DuetInterval(Span s, int sign, String text) :
{
    final SqlIntervalQualifier qualifier;
}
{
    LOOKAHEAD({ IntervalText.namesUnits(getToken(0).image) })
    { return IntervalText.literal(sign, text, s.end(this)); }
|
    qualifier = IntervalQualifier()
    { return SqlParserUtil.parseIntervalLiteral(s.end(qualifier), sign, text, qualifier); }
}
