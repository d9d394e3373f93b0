namespace Turnstone.Sql.Clauses;

/// <summary>A column's <c>NULL</c>, which says nothing.</summary>
public sealed record NullConstraint(TextSpan Span, Identifier? Name) : Constraint(Span, Name);
