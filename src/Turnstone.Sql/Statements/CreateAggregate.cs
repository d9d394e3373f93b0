namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] AGGREGATE name (…) (…)</c></summary>
/// <param name="Parameters">None in the old form, whose options say it: <c>BASETYPE = type</c>.</param>
public sealed record CreateAggregate(StatementSlice Slice, TextSpan Span, bool OrReplace, ObjectName Name, AggregateParameters? Parameters, ImmutableArray<Definition> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE AGGREGATE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var orReplace = reader.Take("OR", "REPLACE");
            reader.Expect("AGGREGATE");
            var name = reader.FunctionName();
            var isOld = reader.Is(TokenKind.OpenParenthesis) && reader.Ahead(2) is { Kind: TokenKind.Operator } sign && reader.TextOf(sign)[0] == '=';
            var parameters = isOld ? null : AggregateParameters.Parser.Read(reader);
            var options = isOld ? reader.Parenthesised(OldOption) : Definition.Parser.ReadAll(reader);
            return new CreateAggregate(reader.Slice, reader.SpanFrom(start), orReplace, name, parameters, options);
        }

        // old_aggr_elem: no keyword is a name there.
        static Definition OldOption(SyntaxReader reader)
        {
            if (reader.Keyword != KeywordKind.None)
            {
                reader.Fail();
            }

            var start = reader.Start;
            var name = reader.ColLabel();
            reader.ExpectOperator("=");
            var value = Definition.Parser.Value(reader);
            return new(reader.SpanFrom(start), name, value);
        }
    }
}
