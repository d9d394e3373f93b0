namespace Turnstone.Sql;

/// <summary>Reads one kind of statement.</summary>
/// <param name="beginning">The keywords that all of its kind begin with.</param>
abstract class BeginningParser(string beginning)
{
    public string Beginning => beginning;

    /// <summary>The statement; null where it is of another kind, or nothing that PostgreSQL would take.</summary>
    /// <param name="reader">Behind the beginning.</param>
    public abstract Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version);
}
