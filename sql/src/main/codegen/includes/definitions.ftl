SqlCreate DuetCreateView(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    final SqlNode query;
    final Span text;
}
{
    <VIEW> ifNotExists = DuetIfNotExists() name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS>
    {
        // Calcite has the place of an ORDER BY at its end.
        text = Span.of(new SqlParserPos(getToken(1).beginLine, getToken(1).beginColumn));
    }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    {
        return new SqlCreateView(
            s.end(this), replace, ifNotExists, name, columns, query, text.end(this));
    }
}

SqlDrop DuetDropView(Span s, boolean replace) :
{
    final SqlDropObjects.Kind kind = SqlDropObjects.Kind.VIEW;
    final boolean ifExists;
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    boolean cascade = false;
}
{
    <VIEW> ifExists = DuetIfExists() DuetNames(names)
    [ <CASCADE> { cascade = true; } | <RESTRICT> ]
    { return new SqlDropObjects(s.end(this), kind, ifExists, names, cascade); }
}

void DuetNames(List<SqlIdentifier> names) :
{
    SqlIdentifier name;
}
{
    name = CompoundIdentifier() { names.add(name); }
    ( <COMMA> name = CompoundIdentifier() { names.add(name); } )*
}

SqlCreate DuetCreateSequence(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final SqlSequenceOptions sequence = new SqlSequenceOptions();
}
{
    <SEQUENCE> ifNotExists = DuetIfNotExists() name = CompoundIdentifier()
    ( DuetSequenceOption(sequence) )*
    { return new SqlCreateSequence(s.end(this), ifNotExists, name, sequence); }
}

void DuetSequenceOption(SqlSequenceOptions sequence) :
{
    final long number;
}
{
    <START> [ <WITH> ] number = DuetWholeNumber() { sequence.start(number); }
|
    <INCREMENT> [ <BY> ] number = DuetWholeNumber() { sequence.increment(number); }
}

long DuetWholeNumber() :
{
    final SqlLiteral number;
    boolean negative = false;
}
{
    [ <MINUS> { negative = true; } ] number = UnsignedNumericLiteral()
    { return SqlSequenceOptions.wholeNumber(number, negative); }
}

SqlDrop DuetDropSequence(Span s, boolean replace) :
{
    final boolean ifExists;
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
}
{
    <SEQUENCE> ifExists = DuetIfExists() DuetNames(names) [ <CASCADE> | <RESTRICT> ]
    {
        return new SqlDropObjects(
            s.end(this), SqlDropObjects.Kind.SEQUENCE, ifExists, names, false);
    }
}

SqlCreate DuetCreateSchema(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
}
{
    <SCHEMA> ifNotExists = DuetIfNotExists() name = SimpleIdentifier()
    { return new SqlCreateSchema(s.end(this), ifNotExists, name); }
}

SqlDrop DuetDropSchema(Span s, boolean replace) :
{
    final boolean ifExists;
    final SqlIdentifier name;
    boolean cascade = false;
}
{
    <SCHEMA> ifExists = DuetIfExists() name = SimpleIdentifier()
    [ <CASCADE> { cascade = true; } | <RESTRICT> ]
    {
        return new SqlDropObjects(
            s.end(this), SqlDropObjects.Kind.SCHEMA, ifExists, ImmutableList.of(name), cascade);
    }
}

/** COMMENT ON TABLE, VIEW or COLUMN. */
SqlNode DuetComment() :
{
    final Span s;
    boolean column = false;
    final SqlIdentifier name;
    SqlNode text = null;
}
{
    <COMMENT> { s = span(); } <ON>
    ( <TABLE> | <VIEW> | <COLLECTION> | <COLUMN> { column = true; } )
    name = CompoundIdentifier() <IS> ( text = StringLiteral() | <NULL> )
    { return new SqlComment(s.end(this), column, name, text); }
}

SqlNode DuetAlterTable() :
{
    final Span s;
    final boolean ifExists;
    final SqlIdentifier name;
    final SqlAlterTable alter;
}
{
    <ALTER> { s = span(); } <TABLE> ifExists = DuetIfExists() name = CompoundIdentifier()
    { alter = new SqlAlterTable(s.end(this), ifExists, name); }
    DuetAlterAction(alter) ( <COMMA> DuetAlterAction(alter) )*
    { return alter; }
}

void DuetAlterAction(SqlAlterTable alter) :
{
    boolean ifNotExists = false;
    boolean ifExists = false;
    boolean cascade;
    SqlIdentifier name;
    final SqlIdentifier other;
    final List<SqlColumnSpec> columns = new ArrayList<SqlColumnSpec>();
    final List<SqlTableConstraint> constraints = new ArrayList<SqlTableConstraint>();
}
{
    <ADD>
    [ LOOKAHEAD(1) <COLUMN> ]
    [ LOOKAHEAD(2) <IF> <NOT> <EXISTS> { ifNotExists = true; } ]
    DuetTableElement(columns, constraints)
    { alter.add(columns, constraints, ifNotExists); }
|
    <DROP>
    (
        <CONSTRAINT> ifExists = DuetIfExists() name = SimpleIdentifier()
        cascade = DuetCascade()
        { alter.dropConstraint(name, ifExists, cascade); }
    |
        [ LOOKAHEAD(1) <COLUMN> ] [ LOOKAHEAD(2) <IF> <EXISTS> { ifExists = true; } ]
        name = SimpleIdentifier() cascade = DuetCascade()
        { alter.dropColumn(name, ifExists, cascade); }
    )
|
    <RENAME>
    (
        LOOKAHEAD(2)
        <TO> name = CompoundIdentifier() { alter.rename(name); }
    |
        [ LOOKAHEAD(1) <COLUMN> ] name = SimpleIdentifier() <TO> other = SimpleIdentifier()
        { alter.renameColumn(name, other); }
    )
|
    <ALTER> [ LOOKAHEAD(1) <COLUMN> ] name = SimpleIdentifier() DuetColumnChange(alter, name)
}

void DuetColumnChange(SqlAlterTable alter, SqlIdentifier column) :
{
    final SqlNode value;
    final SqlDataTypeSpec type;
}
{
    <TYPE> type = DataType() { alter.setType(column, type); }
|
    <SET>
    (
        <DATA> <TYPE> type = DataType() { alter.setType(column, type); }
    |
        <DEFAULT_> value = Expression(ExprContext.ACCEPT_SUB_QUERY)
        { alter.setDefault(column, value); }
    |
        <NOT> <NULL> { alter.setNullable(column, false); }
    )
|
    <DROP>
    (
        <DEFAULT_> { alter.setDefault(column, null); }
    |
        <NOT> <NULL> { alter.setNullable(column, true); }
    )
}
