namespace Turnstone.Sql;

using System.Collections.Frozen;

/// <summary>A statement's name, as PostgreSQL's command tags have it.</summary>
static class StatementVerb
{
    // Between CREATE and what is created.
    static readonly string[] Modifiers =
    [
        "OR", "REPLACE", "UNIQUE", "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "RECURSIVE", "CONSTRAINT", "TRUSTED", "PROCEDURAL", "DEFAULT",
    ];

    // What is created, altered, dropped, where it has more than one word.
    static readonly string[] LongKinds =
    [
        "ACCESS METHOD", "DEFAULT PRIVILEGES", "EVENT TRIGGER", "FOREIGN DATA WRAPPER", "FOREIGN TABLE", "LARGE OBJECT", "MATERIALIZED VIEW",
        "OPERATOR CLASS", "OPERATOR FAMILY", "TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY", "TEXT SEARCH PARSER", "TEXT SEARCH TEMPLATE",
        "USER MAPPING",
    ];

    // Other names of more than one word.
    static readonly string[] LongVerbs =
    [
        "COMMIT PREPARED", "DISCARD ALL", "IMPORT FOREIGN SCHEMA", "PREPARE TRANSACTION", "REASSIGN OWNED", "REFRESH MATERIALIZED VIEW",
        "ROLLBACK PREPARED", "ROLLBACK TO", "SECURITY LABEL", "SET CONSTRAINTS", "SET ROLE", "SET TRANSACTION", "START TRANSACTION",
    ];

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LongVerbsBegin = LongVerbs
        .Select(verb => verb.Split(' ')[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // What the query behind WITH does.
    static readonly string[] Queries = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE"];

    public static string Of(TokenReader statement)
    {
        var firstToken = statement.Text;
        while (statement.Take(TokenKind.OpenParenthesis))
        {
        }

        if (statement.Kind != TokenKind.Word)
        {
            return firstToken.ToString();
        }

        if (LongVerbsBegin.Contains(statement.Text) && OfWords(statement) is { } verb)
        {
            return verb;
        }

        var first = statement.Text.ToString().ToUpperInvariant();
        return first switch
        {
            "CREATE" or "ALTER" or "DROP" => OfDefinition(first, statement),
            "WITH" => OfQuery(statement),
            _ => first,
        };
    }

    // PREPARE transaction AS and SET constraints TO are about what is called like that.
    static string? OfWords(TokenReader statement)
    {
        if (statement.Peek("ROLLBACK WORK TO") || statement.Peek("ROLLBACK TRANSACTION TO"))
        {
            return "ROLLBACK TO";
        }

        var verb = FirstOf(LongVerbs, statement);
        if (verb is not ("PREPARE TRANSACTION" or "SET CONSTRAINTS" or "SET ROLE" or "SET TRANSACTION"))
        {
            return verb;
        }

        statement.Take(verb);
        var isName = verb == "PREPARE TRANSACTION" ? statement.Is("AS") || statement.Kind == TokenKind.OpenParenthesis
            : statement.Is("TO") || statement.Kind == TokenKind.Dot || statement.Kind == TokenKind.Operator && statement.Text is "=";
        return isName ? null : verb;
    }

    static string OfDefinition(string first, TokenReader statement)
    {
        do
        {
            statement.Next();
        }
        while (FirstOf(Modifiers, statement) is not null && FirstOf(LongKinds, statement) is null);

        var kind = LongKind(statement) ?? (statement.Kind == TokenKind.Word ? statement.Text.ToString().ToUpperInvariant() : null);
        return kind is null ? first : $"{first} {kind}";
    }

    // A user may be called mapping, and a schema class.
    static string? LongKind(TokenReader statement)
    {
        var kind = FirstOf(LongKinds, statement);
        if (kind is not ("USER MAPPING" or "OPERATOR CLASS" or "OPERATOR FAMILY"))
        {
            return kind;
        }

        statement.Take(kind);
        return (kind == "USER MAPPING" ? statement.Is("FOR") || statement.Is("IF") : statement.Kind != TokenKind.Dot) ? kind : null;
    }

    // Its tables may be called like what a query does.
    static string OfQuery(TokenReader statement)
    {
        statement.Next();
        if (statement.Is("RECURSIVE") && !statement.Peek("RECURSIVE AS"))
        {
            statement.Next();
        }

        do
        {
            SkipTable(ref statement);
        }
        while (statement.Take(TokenKind.Comma));

        while (!statement.AtEnd)
        {
            if (FirstOf(Queries, statement) is { } query)
            {
                return query;
            }

            statement.SkipGroup();
        }

        return "WITH";
    }

    // name (columns) AS NOT MATERIALIZED (query) SEARCH … SET name CYCLE … USING name
    static void SkipTable(ref TokenReader statement)
    {
        statement.Next();
        while (!statement.AtEnd && !statement.Is("AS") && statement.Kind != TokenKind.Comma)
        {
            statement.SkipGroup();
        }

        while (!statement.AtEnd && statement.Kind is not (TokenKind.OpenParenthesis or TokenKind.Comma))
        {
            statement.Next();
        }

        statement.SkipGroup();
        SkipClause(ref statement, "SEARCH", "SET");
        SkipClause(ref statement, "CYCLE", "USING");
    }

    static void SkipClause(ref TokenReader statement, string first, string last)
    {
        if (statement.Is(first) && statement.SkipTo(last))
        {
            statement.Next();
            statement.Next();
        }
    }

    static string? FirstOf(string[] names, TokenReader statement)
    {
        foreach (var name in names)
        {
            if (statement.Peek(name))
            {
                return name;
            }
        }

        return null;
    }
}
