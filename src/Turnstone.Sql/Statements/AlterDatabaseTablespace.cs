namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>ALTER DATABASE name SET TABLESPACE tablespace</c></summary>
public sealed record AlterDatabaseTablespace(StatementSlice Slice, TextSpan Span, Identifier Name, Identifier Tablespace) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER DATABASE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "DATABASE");
            var name = reader.ColId();
            if (!SyntaxReader.IsColId(reader.Ahead(2)) || !reader.Take("SET", "TABLESPACE"))
            {
                return null;
            }

            var tablespace = reader.ColId();
            return new AlterDatabaseTablespace(reader.Slice, reader.SpanFrom(start), name, tablespace);
        }
    }
}
