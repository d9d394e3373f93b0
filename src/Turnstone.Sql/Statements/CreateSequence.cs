namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE SEQUENCE s …</c></summary>
/// <param name="Persistence"><c>TEMPORARY</c> or <c>UNLOGGED</c>; none of an ordinary one.</param>
public sealed record CreateSequence(StatementSlice Slice, TextSpan Span, string? Persistence, bool IfNotExists, ObjectName Name, ImmutableArray<SequenceOption> Options) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal sealed class Parser() : StatementParser("CREATE SEQUENCE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var persistence = NewTable.Parser.ReadPersistence(reader);
            reader.Expect("SEQUENCE");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var name = reader.QualifiedName();
            var options = SequenceOption.Parser.ReadAll(reader);
            return new CreateSequence(reader.Slice, reader.SpanFrom(start), persistence, ifNotExists, name, options);
        }
    }
}
