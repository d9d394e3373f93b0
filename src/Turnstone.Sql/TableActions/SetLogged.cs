namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>SET LOGGED</c> or <c>SET UNLOGGED</c></summary>
public sealed record SetLogged(TextSpan Span, bool IsLogged) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("SET");
            return new SetLogged(default, reader.ExpectOneOf("LOGGED", "UNLOGGED") == "LOGGED");
        }
    }
}
