namespace Turnstone.Sql.TableActions;

/// <summary><c>DROP CONSTRAINT [IF EXISTS] name [CASCADE | RESTRICT]</c></summary>
public sealed record DropConstraint(TextSpan Span, bool IfExists, Identifier Name, bool Cascade) : TableAction(Span);
