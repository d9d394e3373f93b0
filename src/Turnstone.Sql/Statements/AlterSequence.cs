namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER SEQUENCE s RESTART …</c></summary>
public sealed record AlterSequence(StatementSlice Slice, TextSpan Span, bool IfExists, ObjectName Name, ImmutableArray<SequenceOption> Options) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Name];

    internal sealed class Parser() : StatementParser("ALTER SEQUENCE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "SEQUENCE");
            var ifExists = reader.Take("IF", "EXISTS");
            var name = reader.QualifiedName();
            var options = SequenceOption.Parser.ReadAll(reader);
            return options.IsEmpty && reader.Error is null ? null : new AlterSequence(reader.Slice, reader.SpanFrom(start), ifExists, name, options);
        }
    }
}
