namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Syntax;

/// <summary><c>ENABLE [ALWAYS | REPLICA] TRIGGER name</c>, or <c>DISABLE</c>.</summary>
/// <param name="Name">None where <paramref name="All"/> says which.</param>
/// <param name="All"><c>ALL</c> or <c>USER</c>.</param>
/// <param name="Mode"><c>ALWAYS</c> or <c>REPLICA</c>; none where it fires as usual.</param>
public sealed record SwitchTrigger(TextSpan Span, bool IsEnabled, string? Mode, Identifier? Name, string? All) : TableAction(Span)
{
    internal static new class Parser
    {
        /// <summary>A trigger or a rule.</summary>
        public static TableAction Read(SyntaxReader reader)
        {
            var isEnabled = reader.ExpectOneOf("ENABLE", "DISABLE") == "ENABLE";
            var mode = isEnabled ? reader.TakeOneOf("ALWAYS", "REPLICA") : null;
            if (reader.Take("RULE"))
            {
                return new SwitchRule(default, isEnabled, mode, reader.ColId());
            }

            reader.Expect("TRIGGER");
            var all = mode is null ? reader.TakeOneOf("ALL", "USER") : null;
            return new SwitchTrigger(default, isEnabled, mode, all is null ? reader.ColId() : null, all);
        }
    }
}
