namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TYPE type SET (…)</c></summary>
public sealed record AlterTypeOptions(StatementSlice Slice, TextSpan Span, ObjectName Type, ImmutableArray<Definition> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TYPE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "TYPE");
            var type = reader.AnyName();
            if (reader.IsAhead(1, "SCHEMA") || !reader.Take("SET"))
            {
                return null;
            }

            var options = AlterOperator.Parser.ReadOptions(reader);
            return new AlterTypeOptions(reader.Slice, reader.SpanFrom(start), type, options);
        }
    }
}
