namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>A function, procedure or aggregate that a statement refers to: <c>name(types)</c>, or its name alone.</summary>
/// <param name="Parameters">None where the name alone stands.</param>
public sealed record RoutineReference(TextSpan Span, ObjectName Name, ImmutableArray<RoutineParameter>? Parameters) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>function_with_argtypes</c> of <c>gram.y</c>.</summary>
        public static RoutineReference Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isAlone = reader.Ahead(1).Kind is not (TokenKind.Dot or TokenKind.OpenParenthesis);
            var name = isAlone ? new(null, reader.NonReserved()) : reader.FunctionName();
            ImmutableArray<RoutineParameter>? parameters = reader.Is(TokenKind.OpenParenthesis) ? RoutineParameter.Parser.ReadAll(reader) : null;
            return new(reader.SpanFrom(start), name, parameters);
        }

        /// <summary>An aggregate with its parameters: <c>aggregate_with_argtypes</c> of <c>gram.y</c>.</summary>
        public static RoutineReference ReadAggregate(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.FunctionName();
            var parameters = AggregateParameters.Parser.Read(reader);
            return new(reader.SpanFrom(start), name, [.. parameters.Direct, .. parameters.Aggregated]);
        }
    }
}
