namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>SET WITHOUT OIDS</c>, which does nothing.</summary>
public sealed record SetWithoutOids(TextSpan Span) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("SET", "WITHOUT", "OIDS");
            return new SetWithoutOids(default(TextSpan));
        }
    }
}
