namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>Reads what a database is made with: <c>createdb_opt_list</c> of <c>gram.y</c>.</summary>
static class DatabaseOptions
{
    /// <summary>Up to the statement's end.</summary>
    public static ImmutableArray<CommandOption> Read(SyntaxReader reader)
    {
        _ = reader.Take("WITH");
        var options = ImmutableArray.CreateBuilder<CommandOption>();
        while (!reader.AtEnd)
        {
            options.Add(Option(reader));
        }

        return options.DrainToImmutable();
    }

    static CommandOption Option(SyntaxReader reader)
    {
        var start = reader.Start;
        var name = reader.Take("CONNECTION", "LIMIT") ? "connection limit" : Name(reader);
        _ = reader.TakeOperator("=");
        var value = reader.Start;
        if (reader.Take("DEFAULT"))
        {
            return new(reader.SpanFrom(start), name, reader.SpanFrom(value), false);
        }

        var given = reader.Version < PgVersion.V15 && reader.Kind is TokenKind.Number or TokenKind.Operator ? reader.SignedInteger() : SettingChange.Parser.Value(reader);
        return new(reader.SpanFrom(start), name, given, false);
    }

    static string Name(SyntaxReader reader)
    {
        if (reader.Keyword != KeywordKind.None && reader.Word is not ("ENCODING" or "LOCATION" or "OWNER" or "TABLESPACE" or "TEMPLATE"))
        {
            reader.Fail();
        }

        return reader.ColLabel().Name;
    }
}
