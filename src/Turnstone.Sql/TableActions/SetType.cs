namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>OF type</c> or <c>NOT OF</c></summary>
/// <param name="Type">None where the table is to be of none.</param>
public sealed record SetType(TextSpan Span, ObjectName? Type) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            var isNot = reader.Take("NOT");
            reader.Expect("OF");
            return new SetType(default, isNot ? null : reader.AnyName());
        }
    }
}
