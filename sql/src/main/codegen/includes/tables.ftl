boolean DuetIfNotExists() : {}
{
    <IF> <NOT> <EXISTS> { return true; } | { return false; }
}

boolean DuetIfExists() : {}
{
    <IF> <EXISTS> { return true; } | { return false; }
}

SqlCreate DuetCreateTable(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final List<SqlColumnSpec> columns = new ArrayList<SqlColumnSpec>();
    final List<SqlTableConstraint> constraints = new ArrayList<SqlTableConstraint>();
}
{
    <TABLE> ifNotExists = DuetIfNotExists() name = CompoundIdentifier()
    [
        <LPAREN>
        [
            DuetTableElement(columns, constraints)
            ( <COMMA> DuetTableElement(columns, constraints) )*
        ]
        <RPAREN>
    ]
    { return new SqlCreateTable(s.end(this), ifNotExists, name, columns, constraints); }
}

SqlCreate DuetCreateCollection(Span s, boolean replace) :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
}
{
    <COLLECTION> ifNotExists = DuetIfNotExists() name = CompoundIdentifier()
    {
        return new SqlCreateTable(s.end(this), ifNotExists, name,
            new ArrayList<SqlColumnSpec>(), new ArrayList<SqlTableConstraint>());
    }
}

void DuetTableElement(List<SqlColumnSpec> columns, List<SqlTableConstraint> constraints) :
{
    final Span s;
    SqlIdentifier constraintName = null;
    final SqlIdentifier column;
    final SqlDataTypeSpec type;
    final SqlColumnSpec spec;
}
{
    LOOKAHEAD(2)
    { s = Span.of(); }
    [ <CONSTRAINT> { s.add(this); } constraintName = SimpleIdentifier() ]
    DuetTableConstraint(s, constraintName, constraints)
|
    column = SimpleIdentifier() type = DataType()
    { spec = new SqlColumnSpec(column.getParserPosition(), column, type); columns.add(spec); }
    ( DuetColumnConstraint(spec, constraints) )*
}

void DuetTableConstraint(Span s, SqlIdentifier name, List<SqlTableConstraint> constraints) :
{
    final SqlNodeList columns;
}
{
    <PRIMARY> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList()
    { constraints.add(SqlTableConstraint.primaryKey(s.end(this), name, columns)); }
}

void DuetColumnConstraint(SqlColumnSpec column, List<SqlTableConstraint> constraints) :
{
    final Span s;
    SqlNode value;
}
{
    <NOT> <NULL> { column.notNull(); }
|
    <NULL>
|
    <DEFAULT_> value = Expression(ExprContext.ACCEPT_SUB_QUERY) { column.defaultValue(value); }
|
    <PRIMARY> { s = span(); } <KEY>
    {
        constraints.add(SqlTableConstraint.primaryKey(s.end(this), null,
            SqlNodeList.of(column.name())));
    }
}

SqlTypeNameSpec DuetLargeObjectType() :
{
    final Span s;
}
{
    ( <CLOB> | <NCLOB> ) { s = span(); }
    { return new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, s.end(this)); }
|
    <BLOB> { s = span(); }
    { return new SqlBasicTypeNameSpec(SqlTypeName.VARBINARY, s.end(this)); }
}

SqlDrop DuetDropTable(Span s, boolean replace) :
{
    final boolean ifExists;
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    SqlIdentifier name;
}
{
    ( <TABLE> | <COLLECTION> ) ifExists = DuetIfExists()
    name = CompoundIdentifier() { names.add(name); }
    ( <COMMA> name = CompoundIdentifier() { names.add(name); } )*
    [ <CASCADE> | <RESTRICT> ]
    { return new SqlDropTable(s.end(this), ifExists, names); }
}
