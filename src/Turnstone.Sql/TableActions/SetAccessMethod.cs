namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>SET ACCESS METHOD method</c></summary>
/// <param name="Method">None of DEFAULT.</param>
public sealed record SetAccessMethod(TextSpan Span, Identifier? Method) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Since(PgVersion.V15, "SET ACCESS METHOD");
            reader.Expect("SET", "ACCESS", "METHOD");
            if (!reader.Is("DEFAULT"))
            {
                return new SetAccessMethod(default, reader.ColId());
            }

            reader.Since(PgVersion.V17, "SET ACCESS METHOD DEFAULT");
            reader.Next();
            return new SetAccessMethod(default, null);
        }
    }
}
