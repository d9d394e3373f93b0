namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE SUBSCRIPTION name CONNECTION '…' PUBLICATION … [WITH (…)]</c></summary>
/// <param name="Connection">As it stands; it may hold a password.</param>
public sealed record CreateSubscription(StatementSlice Slice, TextSpan Span, Identifier Name, TextSpan Connection, ImmutableArray<Identifier> Publications, ImmutableArray<Definition> Options)
    : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE SUBSCRIPTION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "SUBSCRIPTION");
            var name = reader.ColId();
            reader.Expect("CONNECTION");
            var connection = reader.String();
            reader.Expect("PUBLICATION");
            var publications = reader.List(static one => one.ColId());
            var options = reader.Take("WITH") ? Definition.Parser.ReadAll(reader) : [];
            return new CreateSubscription(reader.Slice, reader.SpanFrom(start), name, connection, publications, options);
        }
    }
}
