namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>PREPARE name [(types)] AS statement</c></summary>
/// <param name="Types">Of its parameters.</param>
/// <param name="Prepared">What is run by its name afterwards.</param>
public sealed record Prepare(StatementSlice Slice, TextSpan Span, Identifier Name, ImmutableArray<TypeName> Types, Statement Prepared) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("PREPARE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.IsAhead(1, "TRANSACTION") && reader.Ahead(2).Kind != TokenKind.OpenParenthesis && !reader.IsAhead(2, "AS"))
            {
                return null;
            }

            reader.Expect("PREPARE");
            var name = reader.ColId();
            var types = reader.Is(TokenKind.OpenParenthesis) ? reader.Parenthesised(TypeName.Parser.Read) : [];
            reader.Expect("AS");
            var prepared = WithClause.Parser.ReadPreparable(reader);
            return new Prepare(reader.Slice, reader.SpanFrom(start), name, types, prepared);
        }
    }
}
