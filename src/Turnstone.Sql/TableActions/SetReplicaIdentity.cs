namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>REPLICA IDENTITY …</c></summary>
/// <param name="How"><c>NOTHING</c>, <c>FULL</c>, <c>DEFAULT</c> or <c>USING</c>.</param>
/// <param name="Index">Of USING INDEX.</param>
public sealed record SetReplicaIdentity(TextSpan Span, string How, Identifier? Index) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            reader.Expect("REPLICA", "IDENTITY");
            var how = reader.ExpectOneOf("NOTHING", "FULL", "DEFAULT", "USING");
            if (how != "USING")
            {
                return new SetReplicaIdentity(default, how, null);
            }

            reader.Expect("INDEX");
            return new SetReplicaIdentity(default, how, reader.ColId());
        }
    }
}
