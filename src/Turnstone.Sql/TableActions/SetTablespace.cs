namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>SET TABLESPACE name</c></summary>
public sealed record SetTablespace(TextSpan Span, Identifier Tablespace) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("SET", "TABLESPACE");
            return new SetTablespace(default, reader.ColId());
        }
    }
}
