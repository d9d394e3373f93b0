namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER … [NO] DEPENDS ON EXTENSION extension</c></summary>
/// <param name="Depends">Otherwise no longer.</param>
public sealed record DependOnExtension(StatementSlice Slice, TextSpan Span, ObjectReference Object, bool Depends, Identifier Extension) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => Object.Owner is { } table ? [table] : [];

    internal sealed class Parser() : StatementParser(ObjectKindRule.Beginnings("ALTER", ObjectUse.Depends))
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (AlteredObject.TryRead(reader, ObjectUse.Depends) is not var (dependent, _, _))
            {
                return null;
            }

            var isNot = reader.Take("NO");
            reader.Expect("DEPENDS", "ON", "EXTENSION");
            var extension = reader.ColId();
            return new DependOnExtension(reader.Slice, reader.SpanFrom(start), dependent, !isNot, extension);
        }
    }
}
