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

        if (LongVerbsBegin.Contains(statement.Text) && FirstOf(LongVerbs, statement) is { } verb)
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

    static string OfDefinition(string first, TokenReader statement)
    {
        do
        {
            statement.Next();
        }
        while (FirstOf(Modifiers, statement) is not null && FirstOf(LongKinds, statement) is null);

        var kind = FirstOf(LongKinds, statement) ?? (statement.Kind == TokenKind.Word ? statement.Text.ToString().ToUpperInvariant() : null);
        return kind is null ? first : $"{first} {kind}";
    }

    static string OfQuery(TokenReader statement)
    {
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
