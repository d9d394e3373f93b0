namespace Turnstone.Catalog;

using System.Collections.Frozen;
using System.Globalization;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>What the server prints of a query or a function, in the one form that versions 14 to 18 share.</summary>
/// <remarks><c>ruleutils.c</c>: up to 15 a query over a single relation has it in front of each column, from 16 on it has not; a later version quotes more words.</remarks>
static class QueryText
{
    // Keywords from 16 or 17 on that are no names everywhere, so that quote_identifier() quotes them from then on: pg_get_keywords().
    static readonly FrozenSet<string> LaterWords = FrozenSet.Create(
        "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "merge_action", "system_user");

    const string Json = "json";

    /// <summary>A view's query, without semicolon.</summary>
    public static string Of(string printed)
    {
        var text = Quoted(printed.Trim().TrimEnd(';'));
        return Parser.Parse(new(text, 1, default, "", false), PgVersion.V18) is Select { Error: null } query
            ? TextEdit.Apply(text, [.. Prefixes(query), .. JsonNames(text, query)])
            : text;
    }

    /// <summary>Any other text: a function's definition, an expression. What it quotes itself stays, a function's body among it.</summary>
    public static string Quoted(string printed)
    {
        var edits = new List<TextEdit>();
        for (var reader = new TokenReader(printed); !reader.AtEnd; reader.Next())
        {
            if (reader.Kind == TokenKind.Word && (IsLater(reader.Text) || reader.Text is Json && IsQualified(printed, reader.Current.Span)))
            {
                edits.Add(new(reader.Current.Span, $"\"{reader.Text}\""));
            }
            else if (reader.Text is "VALUES" && reader.Current.Span.Start > 0 && printed[reader.Current.Span.Start - 1] == '(')
            {
                edits.Add(new(new(reader.Current.Span.Start, 0), " "));
            }
            else if (reader.Kind == TokenKind.OpenParenthesis)
            {
                edits.AddRange(Negative(reader) is { } number ? [number] : CastElements(reader, printed));
            }
            else if (reader.Text is "NO" && Indent(reader) is { } end)
            {
                edits.Add(new(new(reader.Current.Span.Start - 1, end - reader.Current.Span.Start + 1), ""));
            }
        }
        return TextEdit.Apply(printed, edits);
    }

    // Without a schema in front, and as none, it is most often the type.
    static bool IsQualified(string printed, TextSpan word) => word.End < printed.Length && printed[word.End] == '.' || word.Start > 0 && printed[word.Start - 1] == '.';

    static bool IsLater(ReadOnlySpan<char> word) => LaterWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    // (- 1) is read as the number -1, which is printed '-1'::integer from then on.
    static TextEdit? Negative(TokenReader reader)
    {
        var start = reader.Current.Span.Start;
        reader.Next();
        var isMinus = reader.Text is "-";
        reader.Next();
        var (isNumber, number) = (reader.Kind == TokenKind.Number, reader.Text.ToString());
        reader.Next();
        var type = !long.TryParse(number, CultureInfo.InvariantCulture, out var whole) ? "numeric" : whole <= -(long)int.MinValue ? "integer" : "bigint";
        return isMinus && isNumber && reader.Kind == TokenKind.CloseParenthesis ? new(new(start, reader.Current.Span.End - start), $"'-{number}'::{type}") : null;
    }

    // XMLSERIALIZE(… NO INDENT), which 14 and 15 do not know, and which goes without saying.
    static int? Indent(TokenReader reader)
    {
        reader.Next();
        var end = reader.Current.Span.End;
        var follows = reader.Text is "INDENT";
        reader.Next();
        return follows && reader.Kind == TokenKind.CloseParenthesis ? end : null;
    }

    // With its relation in front a column means the same wherever it stands; without, it may be another one's label.
    static IEnumerable<TextEdit> Prefixes(Select query) => query.Body is SelectList { From: [var only] } && NameOf(only) is { } name
        ? OfThisQuery(query).OfType<ColumnReference>().Where(column => column is { Parts.Length: 1, IsStar: false }).Select(column => new TextEdit(new(column.Span.Start, 0), $"{new PlainName(name)}."))
        : [];

    static string? NameOf(TableReference only) => only switch
    {
        TableItem table => (table.Alias?.Name ?? table.Relation.Name.Name).Name,
        QueryItem { Alias: { } alias } => alias.Name?.Name,
        TableFunction { Alias: { } alias } => alias.Name?.Name,
        _ => null,
    };

    // Queries within always say which relation they mean.
    static IEnumerable<SyntaxNode> OfThisQuery(SyntaxNode node) =>
        node.Children.Where(child => child is not (Statement or TableReference or WithClause)).SelectMany(child => OfThisQuery(child).Prepend(child));

    // (ARRAY['a'::character varying])::text[], which is what an IN becomes, is read as ARRAY[('a'::character varying)::text] and printed so from then on.
    static IEnumerable<TextEdit> CastElements(TokenReader reader, string printed)
    {
        var open = reader.Current.Span.Start;
        reader.Next();
        var array = reader.Current.Span.Start;
        if (reader.Text is not "ARRAY" || Elements(ref reader) is not { Count: > 0 } elements)
        {
            return [];
        }
        var end = reader.Current.Span.End;
        reader.Next();
        if (!reader.Take(TokenKind.CloseParenthesis) || reader.Text is not "::")
        {
            return [];
        }
        reader.Next();
        var start = reader.Current.Span.Start;
        while (reader.Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.Dot or TokenKind.OpenParenthesis)
        {
            Skip(ref reader);
        }
        var type = printed[start..(reader.AtEnd ? start : reader.Current.Span.Start)];
        if (!reader.Take(TokenKind.OpenBracket) || reader.Kind != TokenKind.CloseBracket || Quoted(type) != type)
        {
            return [];
        }
        return
        [
            new(new(open, array - open), ""), .. elements.SelectMany(element => (TextEdit[])[new(new(element.Start, 0), "("), new(new(element.End, 0), $")::{type}")]),
            new(new(end, reader.Current.Span.End - end), ""),
        ];
    }

    // Those of ARRAY[…], up to its closing bracket; none where they are arrays themselves.
    static List<TextSpan> Elements(ref TokenReader reader)
    {
        reader.Next();
        var elements = new List<TextSpan>();
        if (!reader.Take(TokenKind.OpenBracket) || reader.Text is "ARRAY")
        {
            return elements;
        }
        for (int start = reader.Current.Span.Start, end = start; !reader.AtEnd; Skip(ref reader))
        {
            if (reader.Kind is TokenKind.Comma or TokenKind.CloseBracket)
            {
                elements.Add(new(start, end - start));
                if (reader.Kind == TokenKind.CloseBracket)
                {
                    return end == start ? [] : elements;
                }
                start = -1;
                continue;
            }
            start = start < 0 ? reader.Current.Span.Start : start;
            end = End(reader);
        }
        return [];
    }

    static int End(TokenReader reader)
    {
        var end = reader.Current.Span.End;
        if (reader.Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket)
        {
            for (var depth = 1; depth > 0 && !reader.AtEnd;)
            {
                reader.Next();
                depth += reader.Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket ? 1 : reader.Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket ? -1 : 0;
                end = reader.Current.Span.End;
            }
        }
        return end;
    }

    // A token, or what parentheses and brackets hold.
    static void Skip(ref TokenReader reader)
    {
        for (var end = End(reader); !reader.AtEnd && reader.Current.Span.Start < end;)
        {
            reader.Next();
        }
    }

    // As a type everybody prints it plain, as a name only those that do not know the word.
    static List<TextEdit> JsonNames(string text, Select query)
    {
        var edits = new List<TextEdit>();
        if (text.Contains(Json, StringComparison.Ordinal))
        {
            var types = query.Nodes.OfType<TypeName>().Select(type => type.Span).ToList();
            for (var reader = new TokenReader(text); !reader.AtEnd; reader.Next())
            {
                var span = reader.Current.Span;
                if (reader.Kind == TokenKind.Word && reader.Text is Json && !types.Any(type => type.Start <= span.Start && span.End <= type.End))
                {
                    edits.Add(new(span, $"\"{Json}\""));
                }
            }
        }
        return edits;
    }
}
