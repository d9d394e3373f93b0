namespace Turnstone.Sql.TableActions;

/// <summary><c>ENABLE [ALWAYS | REPLICA] RULE name</c>, or <c>DISABLE</c>.</summary>
/// <param name="Mode"><c>ALWAYS</c> or <c>REPLICA</c>; none where it is used as usual.</param>
public sealed record SwitchRule(TextSpan Span, bool IsEnabled, string? Mode, Identifier Name) : TableAction(Span);
