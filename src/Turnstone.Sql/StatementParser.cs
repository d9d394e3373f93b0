namespace Turnstone.Sql;

using Turnstone.Sql.Syntax;

/// <summary>Reads one kind of statement.</summary>
/// <param name="beginnings">What it begins with: its first word, or that and what is created, altered or dropped, whatever stands between:
/// <c>CREATE TABLE</c> is <c>CREATE UNLOGGED TABLE</c> as well.</param>
abstract class StatementParser(params string[] beginnings)
{
    public IReadOnlyList<string> Beginnings => beginnings;

    /// <summary>Reads it to its end; none where it is of another kind.</summary>
    /// <param name="reader">On its first token.</param>
    public abstract Statement? Read(SyntaxReader reader);
}
