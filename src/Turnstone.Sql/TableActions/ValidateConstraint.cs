namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>VALIDATE CONSTRAINT name</c></summary>
public sealed record ValidateConstraint(TextSpan Span, Identifier Name) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("VALIDATE", "CONSTRAINT");
            return new ValidateConstraint(default, reader.ColId());
        }
    }
}
