namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE DATABASE name …</c></summary>
public sealed record CreateDatabase(StatementSlice Slice, TextSpan Span, Identifier Name, ImmutableArray<CommandOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE DATABASE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "DATABASE");
            var name = reader.ColId();
            var options = DatabaseOptions.Read(reader);
            return new CreateDatabase(reader.Slice, reader.SpanFrom(start), name, options);
        }
    }
}
