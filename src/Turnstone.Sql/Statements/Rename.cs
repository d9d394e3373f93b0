namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER … RENAME … TO name</c>: of an object, or of what is in it.</summary>
/// <param name="Object">What has the name, or has it in it.</param>
/// <param name="Part"><c>COLUMN</c>, <c>CONSTRAINT</c> or <c>ATTRIBUTE</c>; none where the object itself is renamed.</param>
/// <param name="OldName">Of the part.</param>
/// <param name="Cascade">Whether the tables of a type follow.</param>
public sealed record Rename(StatementSlice Slice, TextSpan Span, ObjectReference Object, bool IfExists, bool IsOnly, string? Part, Identifier? OldName, Identifier NewName, bool Cascade)
    : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => Part == "ATTRIBUTE" ? [Object.Name] : Object.Owner is { } table ? [table] : [];

    public override IEnumerable<Identifier> NamedColumns => Part == "COLUMN" && OldName is { } old ? [old, NewName] : [];

    internal sealed class Parser() : StatementParser(ObjectKindRule.Beginnings("ALTER", ObjectUse.Rename))
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (AlteredObject.TryRead(reader, ObjectUse.Rename) is not var (renamed, ifExists, isOnly) || IsOfEnum(reader, renamed.Kind))
            {
                return null;
            }

            reader.Expect("RENAME");
            var part = reader.Is("TO") ? null : ReadPart(reader, renamed.Kind);
            Identifier? old = part is null ? null : reader.ColId();
            reader.Expect("TO");
            var name = renamed.Kind == ObjectKind.Role ? reader.NonReserved() : reader.ColId();
            var cascade = part == "ATTRIBUTE" && DropBehavior.ReadCascade(reader);
            if (part == "ATTRIBUTE")
            {
                reader.ExpectRelation(renamed.Name);
            }

            return new Rename(reader.Slice, reader.SpanFrom(start), renamed, ifExists, isOnly, part, old, name, cascade);
        }

        static bool IsOfEnum(SyntaxReader reader, ObjectKind kind) => kind == ObjectKind.Type && reader.Is("RENAME", "VALUE");

        static string? ReadPart(SyntaxReader reader, ObjectKind kind)
        {
            switch (kind)
            {
                case ObjectKind.Table when reader.Take("CONSTRAINT"):
                case ObjectKind.Domain when reader.Take("CONSTRAINT"):
                    return "CONSTRAINT";
                case ObjectKind.Type when reader.Take("ATTRIBUTE"):
                    return "ATTRIBUTE";
                case ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView:
                    _ = reader.Take("COLUMN");
                    return "COLUMN";
                default:
                    reader.Fail();
                    return null;
            }
        }
    }
}
