namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER COLLATION name REFRESH VERSION</c></summary>
public sealed record RefreshCollation(StatementSlice Slice, TextSpan Span, ObjectName Name) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER COLLATION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "COLLATION");
            var name = reader.AnyName();
            if (reader.Word is "RENAME" or "OWNER" or "SET")
            {
                return null;
            }

            reader.Expect("REFRESH", "VERSION");
            return new RefreshCollation(reader.Slice, reader.SpanFrom(start), name);
        }
    }
}
