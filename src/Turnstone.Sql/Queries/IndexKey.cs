namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column or an expression of an index, and how it is kept there.</summary>
/// <param name="Column">None of an expression.</param>
/// <param name="OperatorClass">With its parameters in <paramref name="OperatorClassOptions"/>.</param>
public sealed record IndexKey(TextSpan Span, Identifier? Column, Expression? Value, ObjectName? Collation, ObjectName? OperatorClass, ImmutableArray<StorageOption> OperatorClassOptions,
    bool IsDescending, bool? NullsFirst) : SyntaxNode(Span)
{
    public override IEnumerable<Identifier> NamedColumns => Column is { } column ? [column] : [];

    internal static class Parser
    {
        /// <summary><c>index_elem</c> of <c>gram.y</c>.</summary>
        public static IndexKey Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var (column, value) = ReadSubject(reader);
            ObjectName? collation = reader.Take("COLLATE") ? reader.AnyName() : null;
            ObjectName? operatorClass = reader.IsColId() && !SortKey.Parser.IsNulls(reader) ? reader.AnyName() : null;
            var options = operatorClass is not null && reader.Is(TokenKind.OpenParenthesis) ? StorageOption.Parser.ReadAll(reader) : [];
            var isDescending = reader.Take("DESC");
            _ = isDescending || reader.Take("ASC");
            var nulls = SortKey.Parser.Nulls(reader);
            return new(reader.SpanFrom(start), column, value, collation, operatorClass, options, isDescending, nulls);
        }

        /// <summary>A column's name, a function's call, or an expression in parentheses.</summary>
        public static (Identifier? Column, Expression? Value) ReadSubject(SyntaxReader reader)
        {
            Identifier? column = null;
            Expression? value = null;
            if (reader.Is(TokenKind.OpenParenthesis))
            {
                value = Expression.Parser.ReadEnclosed(reader);
            }
            else if (reader.IsColId() && reader.Ahead(1).Kind is not (TokenKind.OpenParenthesis or TokenKind.Dot) && !SortKey.Parser.IsNulls(reader))
            {
                column = reader.ColId();
            }
            else
            {
                value = Expression.Parser.ReadWindowless(reader);
            }

            return (column, value);
        }
    }
}
