namespace Turnstone.Sql.Clauses;

/// <summary>A constraint that stands beside a new table's columns.</summary>
public sealed record TableConstraint(TextSpan Span, Constraint Constraint) : TableElement(Span);
