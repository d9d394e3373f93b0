namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE COLLATION [IF NOT EXISTS] name (…) | FROM other</c></summary>
/// <param name="Copied">The collation that it is made of.</param>
public sealed record CreateCollation(StatementSlice Slice, TextSpan Span, bool IfNotExists, ObjectName Name, ImmutableArray<Definition> Options, ObjectName? Copied) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE COLLATION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "COLLATION");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var name = reader.AnyName();
            ObjectName? copied = reader.Take("FROM") ? reader.AnyName() : null;
            var options = copied is null ? Definition.Parser.ReadAll(reader) : [];
            return new CreateCollation(reader.Slice, reader.SpanFrom(start), ifNotExists, name, options, copied);
        }
    }
}
