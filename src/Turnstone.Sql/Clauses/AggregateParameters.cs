namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What an aggregate takes: <c>(*)</c>, <c>(direct)</c>, <c>(direct ORDER BY aggregated)</c>.</summary>
/// <param name="Aggregated">What stands behind ORDER BY.</param>
public sealed record AggregateParameters(TextSpan Span, bool IsStar, ImmutableArray<RoutineParameter> Direct, bool IsOrderedSet, ImmutableArray<RoutineParameter> Aggregated) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary><c>aggr_args</c> of <c>gram.y</c>.</summary>
        public static AggregateParameters Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect(TokenKind.OpenParenthesis);
            var isStar = reader.TakeOperator("*");
            var direct = isStar || reader.Is("ORDER") ? [] : reader.List(RoutineParameter.Parser.Read);
            var isOrderedSet = !isStar && reader.Take("ORDER", "BY");
            var aggregated = isOrderedSet ? reader.List(RoutineParameter.Parser.Read) : [];
            Check(reader, direct, isOrderedSet, aggregated);
            reader.Expect(TokenKind.CloseParenthesis);
            return new(reader.SpanFrom(start), isStar, direct, isOrderedSet, aggregated);
        }

        static void Check(SyntaxReader reader, ImmutableArray<RoutineParameter> direct, bool isOrderedSet, ImmutableArray<RoutineParameter> aggregated)
        {
            if (direct.Concat(aggregated).Any(parameter => parameter.Mode is ParameterMode.Out or ParameterMode.InOut))
            {
                reader.Fail("aggregates cannot have output arguments");
            }

            if (isOrderedSet && direct is [.., { Mode: ParameterMode.Variadic } last]
                && (aggregated is not [{ Mode: ParameterMode.Variadic } only] || only.Type.Name != last.Type.Name || only.Type.Dimensions != last.Type.Dimensions))
            {
                reader.Fail("an ordered-set aggregate with a VARIADIC direct argument must have one VARIADIC aggregated argument of the same data type");
            }
        }
    }
}
