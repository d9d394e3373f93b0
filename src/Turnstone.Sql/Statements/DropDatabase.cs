namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>DROP DATABASE [IF EXISTS] name [[WITH] (FORCE)]</c></summary>
/// <param name="Force">Whether those who are connected to it are thrown out.</param>
public sealed record DropDatabase(StatementSlice Slice, TextSpan Span, bool IfExists, Identifier Name, bool Force) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("DROP DATABASE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("DROP", "DATABASE");
            var ifExists = reader.Take("IF", "EXISTS");
            var name = reader.ColId();
            var force = reader.Take("WITH") || reader.Is(TokenKind.OpenParenthesis);
            if (force)
            {
                reader.Parenthesised(static one => one.ExpectOneOf("FORCE"));
            }

            return new DropDatabase(reader.Slice, reader.SpanFrom(start), ifExists, name, force);
        }
    }
}
