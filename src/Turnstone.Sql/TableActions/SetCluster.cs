namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>CLUSTER ON index</c>, or <c>SET WITHOUT CLUSTER</c>.</summary>
/// <param name="Index">None where there is to be none.</param>
public sealed record SetCluster(TextSpan Span, Identifier? Index) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            if (reader.Take("CLUSTER"))
            {
                reader.Expect("ON");
                return new SetCluster(default, reader.ColId());
            }

            reader.Expect("SET", "WITHOUT", "CLUSTER");
            return new SetCluster(default, null);
        }
    }
}
