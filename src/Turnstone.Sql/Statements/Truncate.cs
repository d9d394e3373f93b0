namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>TRUNCATE [TABLE] table, …</c></summary>
public sealed record Truncate(StatementSlice Slice, TextSpan Span, ImmutableArray<RelationName> Tables, bool RestartIdentity, bool Cascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("TRUNCATE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("TRUNCATE");
            _ = reader.Take("TABLE");
            var tables = reader.List(RelationName.Parser.Read);
            var identity = reader.TakeOneOf("CONTINUE", "RESTART");
            if (identity is not null)
            {
                reader.Expect("IDENTITY");
            }

            var cascade = DropBehavior.ReadCascade(reader);
            return new Truncate(reader.Slice, reader.SpanFrom(start), tables, identity == "RESTART", cascade);
        }
    }
}
