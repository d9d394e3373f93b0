namespace Turnstone.Scanning;

using System.Buffers;
using Turnstone.Linting;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>Says what SQL a text is, if it is any.</summary>
/// <param name="rows">Whether statements that read or write rows count as well.</param>
sealed class SqlFinder(bool rows)
{
    // Without one of these nothing changes a schema.
    static readonly SearchValues<string> Defining = SearchValues.Create(["CREATE", "ALTER", "DROP", "TRUNCATE", "GRANT", "REVOKE", "COMMENT", "IMPORT", "REASSIGN", "SECURITY", "INTO"], StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> Working = SearchValues.Create(["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CALL", "COPY", "VALUES", "LOCK", "REFRESH", "WITH"], StringComparison.OrdinalIgnoreCase);

    readonly TolerantParser parser = new(PgVersion.V18);

    /// <summary>Whether a file may hold what is looked for: most do not.</summary>
    public bool IsSuspect(ReadOnlySpan<char> text) => text.ContainsAny(Defining) || rows && text.ContainsAny(Working);

    /// <param name="isSql">Whether it is SQL as its file's name says, so that what does not parse proves nothing.</param>
    public EmbeddedSql? Find(LiteralText literal, bool isSql)
    {
        var text = literal.ToString();
        if (!IsSuspect(text))
        {
            return null;
        }
        var reader = new StatementReader(new StringReader(text));
        EmbeddedSql? found = null;
        while (reader.Read() is { } slice)
        {
            var parsed = parser.Parse(slice);
            if (parsed is null && slice.Ordinal == 1 && !isSql && !text.StartsWith('\\'))
            {
                return null;
            }
            if (parsed is null || StatementUses.Of(parsed) is var use && (use == StatementUse.Session || use == StatementUse.Rows && !rows))
            {
                continue;
            }
            // What follows another statement is meant.
            if (slice.Ordinal == 1 && (!text.Contains(';', StringComparison.Ordinal) && Prose.Is(slice.Text) || Prose.IsShortened(slice.Text)))
            {
                return null;
            }
            found = found is null || use == StatementUse.Schema && !found.ChangesSchema ? Said(parsed, use, slice, literal) : found.ChangesSchema == (use == StatementUse.Schema) ? found with { Others = found.Others + 1 } : found;
        }
        return found;
    }

    static EmbeddedSql Said(Statement statement, StatementUse use, StatementSlice slice, LiteralText literal)
    {
        return new(Verb(statement, slice), StatementNames.Of(statement).Relations.Select(Name).OfType<string>().FirstOrDefault(), (int)slice.Position.Offset, 0, use == StatementUse.Schema, literal.IsBuilt);
    }

    // None where the program gives all of it.
    static string? Name(ObjectName name)
    {
        var shown = name.Shown().Replace(LiteralText.Hole, "…", StringComparison.Ordinal).Replace("……", "…", StringComparison.Ordinal);
        return shown.AsSpan().ContainsAnyExcept("….\"") && !shown.Contains("__", StringComparison.Ordinal) && !shown.StartsWith('_') ? shown : null;
    }

    // As far as its text says it: DROP {kind} is a DROP.
    static string Verb(Statement statement, StatementSlice slice)
    {
        var verb = statement is Select && StatementUses.Of(statement) == StatementUse.Schema ? "SELECT INTO" : StatementClassifier.Verb(statement.Slice);
        return string.Join(' ', verb.Split(' ').TakeWhile(word => slice.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
