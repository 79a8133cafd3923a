/** SET in all its forms: session variables, and the transaction's characteristics. */
SqlNode DuetSet() :
{
    final Span s;
    final TransactionModes modes = new TransactionModes();
    boolean local = false;
    final SqlIdentifier name;
    final SqlNode value;
}
{
    <SET> { s = span(); }
    (
        LOOKAHEAD(2)
        <TRANSACTION> DuetTransactionMode(modes) ( [ <COMMA> ] DuetTransactionMode(modes) )*
        { return new SqlSetTransaction(s.end(this), modes, false); }
    |
        LOOKAHEAD(2)
        <SESSION> <CHARACTERISTICS> <AS> <TRANSACTION>
        DuetTransactionMode(modes) ( [ <COMMA> ] DuetTransactionMode(modes) )*
        { return new SqlSetTransaction(s.end(this), modes, true); }
    |
        [
            LOOKAHEAD(( <LOCAL> | <SESSION> ) SimpleIdentifier())
            ( <LOCAL> { local = true; } | <SESSION> )
        ]
        name = SimpleIdentifier()
        [ <EQ> | <TO> ]
        value = DuetSettingValue()
        { return new SqlSetVariable(s.end(this), name, value, local); }
    )
}

SqlNode DuetSettingValue() :
{
    final SqlNode value;
}
{
    value = Literal() { return value; }
|
    value = SimpleIdentifier() { return value; }
|
    ( <ON> | <DEFAULT_> ) { return new SqlIdentifier(token.image, getPos()); }
}

SqlNode DuetShow() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    <SHOW> { s = span(); }
    (
        LOOKAHEAD(2)
        <TRANSACTION> <ISOLATION> <LEVEL>
        { return new SqlShow(s.end(this), new SqlIdentifier("transaction_isolation", s.end(this))); }
    |
        <ALL> { return new SqlShow(s.end(this), new SqlIdentifier("all", s.end(this))); }
    |
        name = SimpleIdentifier() { return new SqlShow(s.end(this), name); }
    )
}

SqlNode DuetShutdown() :
{
}
{
    <SHUTDOWN> { return new SqlShutdown(getPos()); }
}
