namespace Turnstone.Sql.TableActions;

using Turnstone.Sql.Clauses;

/// <summary><c>ADD [CONSTRAINT name] …</c></summary>
public sealed record AddConstraint(TextSpan Span, Constraint Constraint) : TableAction(Span);
