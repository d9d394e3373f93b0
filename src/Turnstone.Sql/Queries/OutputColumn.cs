namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column that a query gives: a value, with its label or without; <c>*</c> is a reference to all columns.</summary>
public sealed record OutputColumn(TextSpan Span, Expression Value, Identifier? Label) : SyntaxNode(Span)
{
    internal static class Parser
    {
        public static OutputColumn Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.TakeOperator("*"))
            {
                return new(reader.SpanFrom(start), new ColumnReference(reader.SpanFrom(start), [], true), null);
            }

            var value = Expression.Parser.Read(reader);
            Identifier? label = reader.Take("AS") || reader.IsBareColLabel() ? reader.ColLabel() : null;
            return new(reader.SpanFrom(start), value, label);
        }
    }
}
