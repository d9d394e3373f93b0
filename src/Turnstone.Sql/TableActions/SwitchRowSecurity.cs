namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>ENABLE ROW LEVEL SECURITY</c> and its like.</summary>
/// <param name="How"><c>ENABLE</c>, <c>DISABLE</c>, <c>FORCE</c> or <c>NO FORCE</c>.</param>
public sealed record SwitchRowSecurity(TextSpan Span, string How) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            var how = reader.Take("NO", "FORCE") ? "NO FORCE" : reader.ExpectOneOf("ENABLE", "DISABLE", "FORCE");
            reader.Expect("ROW", "LEVEL", "SECURITY");
            return new SwitchRowSecurity(default, how);
        }
    }
}
