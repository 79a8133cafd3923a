/** CREATE INDEX over columns and paths. */
SqlCreate DuetCreateIndex(Span s, boolean replace) :
{
    boolean unique = false;
    boolean ifNotExists = false;
    boolean nullsDistinct = true;
    SqlIdentifier name = null;
    final SqlIdentifier table;
    SqlIdentifier method = null;
    final List<SqlCreateIndex.Key> keys = new ArrayList<SqlCreateIndex.Key>();
    SqlNode where = null;
}
{
    [ <UNIQUE> { unique = true; } ] <INDEX>
    [ ifNotExists = DuetIfNotExists() name = CompoundIdentifier() ]
    <ON> table = CompoundIdentifier()
    [ <USING> method = SimpleIdentifier() ]
    <LPAREN> DuetIndexKey(keys) ( <COMMA> DuetIndexKey(keys) )* <RPAREN>
    [ <NULLS> [ <NOT> { nullsDistinct = false; } ] <DISTINCT> ]
    [ where = Where() ]
    {
        return new SqlCreateIndex(
            s.end(this), ifNotExists, name, table, method, keys, unique, nullsDistinct, where);
    }
}

void DuetIndexKey(List<SqlCreateIndex.Key> keys) :
{
    final SqlIdentifier path;
    boolean descending = false;
}
{
    path = CompoundIdentifier() [ <ASC> | <DESC> { descending = true; } ]
    { keys.add(new SqlCreateIndex.Key(path, descending)); }
}

/** DROP INDEX, with the table where the name alone would not do. */
SqlDrop DuetDropIndex(Span s, boolean replace) :
{
    final boolean ifExists;
    final SqlIdentifier name;
    SqlIdentifier table = null;
    final boolean cascade;
}
{
    <INDEX> ifExists = DuetIfExists() name = CompoundIdentifier()
    [ <ON> table = CompoundIdentifier() ]
    cascade = DuetCascade()
    { return new SqlDropIndex(s.end(this), ifExists, name, table, cascade); }
}

/** Whether what depends on something goes with it. */
boolean DuetCascade() :
{
}
{
    <CASCADE> { return true; }
|
    [ <RESTRICT> ] { return false; }
}
