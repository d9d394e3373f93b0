namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER OPERATOR =(integer, integer) SET (…)</c></summary>
public sealed record AlterOperator(StatementSlice Slice, TextSpan Span, ObjectReference Operator, ImmutableArray<Definition> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER OPERATOR")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "OPERATOR");
            if (reader.Word is "CLASS" or "FAMILY" && reader.Ahead(1).Kind != TokenKind.Dot)
            {
                return null;
            }

            var changed = ObjectReference.Parser.ReadOperator(reader, reader.Start, Expression.Parser.ReadAnyOperator(reader));
            if (reader.Word is "OWNER" || reader.Is("SET", "SCHEMA"))
            {
                return null;
            }

            reader.Expect("SET");
            var options = ReadOptions(reader);
            return new AlterOperator(reader.Slice, reader.SpanFrom(start), changed, options);
        }

        /// <summary><c>operator_def_list</c> of <c>gram.y</c>, in its parentheses.</summary>
        public static ImmutableArray<Definition> ReadOptions(SyntaxReader reader) => reader.Parenthesised(static one =>
        {
            if (one.IsColLabel() && one.Ahead(1).Kind is TokenKind.Comma or TokenKind.CloseParenthesis)
            {
                one.Since(PgVersion.V17, "An option without a value");
            }

            return Definition.Parser.Read(one);
        });
    }
}
