namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>What is written as a function or a variable and has a grammar of its own: <c>EXTRACT(…)</c>, <c>COALESCE(…)</c>, <c>CURRENT_DATE</c>, SQL/XML and SQL/JSON.</summary>
/// <param name="Operands">The values in it, in the order in which they stand; not those of its columns.</param>
/// <param name="Type">What it gives, where that is said: <c>RETURNING text</c>.</param>
public sealed partial record KeywordCall(TextSpan Span, string Keyword, ImmutableArray<Expression> Operands, TypeName? Type) : Expression(Span)
{
    /// <summary>What EXTRACT takes of its value, <c>epoch</c>, whether written as a name, a unit or a string.</summary>
    public Identifier? Field { get; init; }

    /// <summary><c>LEADING</c>, <c>TRAILING</c> or <c>BOTH</c> of TRIM, <c>NFC</c> and its like of NORMALIZE; none where nothing is said.</summary>
    public string? Choice { get; init; }

    /// <summary>Those of XMLTABLE and JSON_TABLE.</summary>
    public ImmutableArray<DataColumn> Columns { get; init; } = [];

    /// <summary>Of the rows that JSON_ARRAYAGG gathers.</summary>
    public ImmutableArray<SortKey> OrderBy { get; init; } = [];

    /// <summary>Which rows JSON_ARRAYAGG and JSON_OBJECTAGG gather.</summary>
    public Expression? Filter { get; init; }

    /// <summary>The window of the same.</summary>
    public Window? Over { get; init; }

    /// <summary>What JSON_VALUE and its like give where their path finds nothing: <c>NULL</c>, <c>ERROR</c>, <c>EMPTY ARRAY</c> …; none where nothing is said.
    /// The value of <c>DEFAULT</c> is among the operands.</summary>
    public string? OnEmpty { get; init; }

    /// <summary>What they give where it fails; its DEFAULT's value stands behind the other's.</summary>
    public string? OnError { get; init; }

    /// <summary>Reads what begins with such a keyword: <c>func_expr_common_subexpr</c> of <c>gram.y</c>.</summary>
    internal new static class Parser
    {
        /// <param name="isWindowless">Whether FILTER and OVER behind it are something else.</param>
        /// <returns>None where the keyword is a name here.</returns>
        public static Expression? TryRead(SyntaxReader reader, int start, string word, bool isWindowless = false)
        {
            switch (word)
            {
                case "CURRENT_DATE" or "CURRENT_ROLE" or "CURRENT_USER" or "SESSION_USER" or "USER" or "CURRENT_CATALOG" or "SYSTEM_USER":
                    reader.Next();
                    return new KeywordCall(reader.SpanFrom(start), word, [], null);
                case "CURRENT_SCHEMA" when reader.Ahead(1).Kind is var next && next != TokenKind.OpenParenthesis && !next.IsString():
                    reader.Next();
                    return new KeywordCall(reader.SpanFrom(start), word, [], null);
                case "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP":
                    reader.Next();
                    var precision = TypeName.Parser.Precision(reader);
                    return new KeywordCall(reader.SpanFrom(start), word, precision, null);
            }

            if (word == "COLLATION" && reader.IsAhead(1, "FOR") && reader.Ahead(2).Kind == TokenKind.OpenParenthesis)
            {
                reader.Next();
                reader.Next();
                var of = Expression.Parser.ReadEnclosed(reader);
                return new KeywordCall(reader.SpanFrom(start), "COLLATION FOR", [of], null);
            }

            if (reader.Ahead(1).Kind != TokenKind.OpenParenthesis || reader.Keyword != KeywordKind.Column && word != "CAST")
            {
                return null;
            }

            var inside = new Inside(reader, word);
            return inside.IsKnown ? inside.Read(start, isWindowless) : null;
        }
    }
}
