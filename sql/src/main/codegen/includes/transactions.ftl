/** BEGIN, COMMIT, ROLLBACK and savepoints, as SQL and PostgreSQL write them. */
SqlNode DuetTransactionControl() :
{
    final Span s;
    final SqlIdentifier name;
    final TransactionModes modes = new TransactionModes();
}
{
    <BEGIN> { s = span(); } [ <TRANSACTION> | <WORK> ] DuetTransactionModes(modes)
    { return SqlTransactionControl.begin(s.end(this), modes); }
|
    <START> { s = span(); } <TRANSACTION> DuetTransactionModes(modes)
    { return SqlTransactionControl.begin(s.end(this), modes); }
|
    ( <COMMIT> | <END> ) { s = span(); } [ <TRANSACTION> | <WORK> ]
    { return SqlTransactionControl.of(s.end(this), SqlTransactionControl.Verb.COMMIT); }
|
    <SAVEPOINT> { s = span(); } name = SimpleIdentifier()
    { return SqlTransactionControl.savepoint(s.end(this), SqlTransactionControl.Verb.SAVEPOINT, name); }
|
    <RELEASE> { s = span(); } [ LOOKAHEAD(2) <SAVEPOINT> ] name = SimpleIdentifier()
    { return SqlTransactionControl.savepoint(s.end(this), SqlTransactionControl.Verb.RELEASE, name); }
|
    <ABORT> { s = span(); } [ <TRANSACTION> | <WORK> ]
    { return SqlTransactionControl.of(s.end(this), SqlTransactionControl.Verb.ROLLBACK); }
|
    <ROLLBACK> { s = span(); } [ <TRANSACTION> | <WORK> ]
    (
        <TO> [ LOOKAHEAD(2) <SAVEPOINT> ] name = SimpleIdentifier()
        { return SqlTransactionControl.savepoint(s.end(this), SqlTransactionControl.Verb.ROLLBACK_TO, name); }
    |
        { return SqlTransactionControl.of(s.end(this), SqlTransactionControl.Verb.ROLLBACK); }
    )
}

/** The modes of BEGIN and SET TRANSACTION, with or without commas; possibly none. */
void DuetTransactionModes(TransactionModes modes) :
{
}
{
    [
        DuetTransactionMode(modes)
        ( [ <COMMA> ] DuetTransactionMode(modes) )*
    ]
}

void DuetTransactionMode(TransactionModes modes) :
{
}
{
    <ISOLATION> <LEVEL>
    (
        <SERIALIZABLE> { modes.serializable(); }
    |
        <REPEATABLE> <READ> { modes.repeatableRead(); }
    |
        <READ> ( <COMMITTED> | <UNCOMMITTED> ) { modes.readCommitted(); }
    )
|
    <READ> ( <ONLY> { modes.readOnly(true); } | <WRITE> { modes.readOnly(false); } )
|
    <DEFERRABLE> { modes.deferrable(true); }
|
    <NOT> <DEFERRABLE> { modes.deferrable(false); }
}
