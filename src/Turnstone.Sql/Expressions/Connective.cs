namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary><c>x AND y AND z</c>, or with OR.</summary>
public sealed record Connective(TextSpan Span, bool IsAnd, ImmutableArray<Expression> Operands) : Expression(Span);
