namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>INHERIT table</c> or <c>NO INHERIT table</c></summary>
/// <param name="IsInherited">Otherwise no longer.</param>
public sealed record SetParent(TextSpan Span, bool IsInherited, ObjectName Parent) : TableAction(Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Parent];

    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            var isNot = reader.Take("NO");
            reader.Expect("INHERIT");
            return new SetParent(default, !isNot, reader.QualifiedName());
        }
    }
}
