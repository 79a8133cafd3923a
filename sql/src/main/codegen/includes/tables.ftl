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
    SqlCreateTableAs.Rows rows = null;
}
{
    <TABLE> ifNotExists = DuetIfNotExists() name = CompoundIdentifier()
    (
        LOOKAHEAD(DuetColumnNames())
        rows = DuetTableRows()
        { return new SqlCreateTableAs(s.end(this), ifNotExists, name, rows); }
    |
        [
            <LPAREN>
            [
                DuetTableElement(columns, constraints)
                ( <COMMA> DuetTableElement(columns, constraints) )*
            ]
            <RPAREN>
        ]
        { return new SqlCreateTable(s.end(this), ifNotExists, name, columns, constraints); }
    )
}

/** What CREATE TABLE ... AS has before its query. */
SqlNodeList DuetColumnNames() :
{
    SqlNodeList names = SqlNodeList.EMPTY;
}
{
    [ names = ParenthesizedSimpleIdentifierList() ] <AS> { return names; }
}

SqlCreateTableAs.Rows DuetTableRows() :
{
    final SqlNodeList names;
    final SqlNode query;
    boolean copied = true;
}
{
    names = DuetColumnNames()
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [ <WITH> [ <NO> { copied = false; } ] <DATA> ]
    { return new SqlCreateTableAs.Rows(names, query, copied); }
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
    { spec = SqlColumnSpec.of(column, type); columns.add(spec); }
    ( DuetColumnConstraint(spec, constraints) )*
}

void DuetTableConstraint(Span s, SqlIdentifier name, List<SqlTableConstraint> constraints) :
{
    final SqlNodeList columns;
    final SqlNode check;
}
{
    <PRIMARY> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList()
    { constraints.add(SqlTableConstraint.primaryKey(s.end(this), name, columns)); }
|
    <UNIQUE> { s.add(this); } columns = ParenthesizedSimpleIdentifierList()
    { constraints.add(SqlTableConstraint.unique(s.end(this), name, columns)); }
|
    <CHECK> { s.add(this); } check = DuetCheck()
    { constraints.add(SqlTableConstraint.check(s.end(this), name, check)); }
|
    <FOREIGN> { s.add(this); } <KEY> columns = ParenthesizedSimpleIdentifierList()
    DuetReferences(s, name, columns, constraints)
}

SqlNode DuetCheck() :
{
    final SqlNode check;
}
{
    <LPAREN> check = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> { return check; }
}

void DuetReferences(Span s, SqlIdentifier name, SqlNodeList columns,
    List<SqlTableConstraint> constraints) :
{
    final SqlIdentifier target;
    SqlNodeList targetColumns = SqlNodeList.EMPTY;
    ReferentialAction onDelete = ReferentialAction.REFUSE;
    ReferentialAction onUpdate = ReferentialAction.REFUSE;
}
{
    <REFERENCES> target = CompoundIdentifier()
    [ targetColumns = ParenthesizedSimpleIdentifierList() ]
    (
        <ON> ( <DELETE> onDelete = DuetReferentialAction() | <UPDATE> onUpdate = DuetReferentialAction() )
    )*
    {
        constraints.add(SqlTableConstraint.references(
            s.end(this), name, columns, target, targetColumns, onDelete, onUpdate));
    }
}

ReferentialAction DuetReferentialAction() : {}
{
    <NO> <ACTION> { return ReferentialAction.REFUSE; }
|
    <RESTRICT> { return ReferentialAction.REFUSE; }
|
    <CASCADE> { return ReferentialAction.CASCADE; }
|
    <SET> <NULL> { return ReferentialAction.SET_NULL; }
}

void DuetColumnConstraint(SqlColumnSpec column, List<SqlTableConstraint> constraints) :
{
    final Span s = Span.of();
    SqlIdentifier name = null;
    final SqlNode value;
}
{
    [ <CONSTRAINT> { s.add(this); } name = SimpleIdentifier() ]
    (
        <NOT> <NULL> { column.notNull(); }
    |
        <NULL>
    |
        <DEFAULT_> value = Expression(ExprContext.ACCEPT_SUB_QUERY) { column.defaultValue(value); }
    |
        <PRIMARY> { s.add(this); } <KEY>
        {
            constraints.add(SqlTableConstraint.primaryKey(s.end(this), name,
                SqlNodeList.of(column.name())));
        }
    |
        DuetIdentity(column)
    |
        <UNIQUE> { s.add(this); }
        {
            constraints.add(SqlTableConstraint.unique(s.end(this), name,
                SqlNodeList.of(column.name())));
        }
    |
        <CHECK> { s.add(this); } value = DuetCheck()
        { constraints.add(SqlTableConstraint.check(s.end(this), name, value)); }
    |
        DuetReferences(Span.of(column.name()), name, SqlNodeList.of(column.name()), constraints)
    )
}

void DuetIdentity(SqlColumnSpec column) :
{
    final SqlSequenceOptions sequence = new SqlSequenceOptions();
    boolean always = true;
}
{
    (
        <AUTO_INCREMENT> { always = false; }
    |
        <GENERATED> ( <ALWAYS> | <BY> <DEFAULT_> { always = false; } ) <AS> <IDENTITY>
        [ <LPAREN> ( DuetSequenceOption(sequence) [ <COMMA> ] )+ <RPAREN> ]
    )
    { column.identity(sequence, always); }
}

/** Types whose other names are words of the grammar; the rest is in ColumnDeclarations. */
SqlTypeNameSpec DuetTypeAlias() :
{
    final Span s;
}
{
    ( <CLOB> | <NCLOB> ) { s = span(); }
    { return new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, s.end(this)); }
|
    <BLOB> { s = span(); }
    { return new SqlBasicTypeNameSpec(SqlTypeName.VARBINARY, s.end(this)); }
|
    <DATETIME> { s = span(); }
    { return new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, s.end(this)); }
}

SqlDrop DuetDropTable(Span s, boolean replace) :
{
    final boolean ifExists;
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    SqlIdentifier name;
    boolean cascade = false;
}
{
    ( <TABLE> | <COLLECTION> ) ifExists = DuetIfExists()
    name = CompoundIdentifier() { names.add(name); }
    ( <COMMA> name = CompoundIdentifier() { names.add(name); } )*
    [ <CASCADE> { cascade = true; } | <RESTRICT> ]
    { return new SqlDropTable(s.end(this), ifExists, names, cascade); }
}
