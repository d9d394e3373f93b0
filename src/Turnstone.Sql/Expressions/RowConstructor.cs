namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary><c>ROW(x, y)</c>, <c>(x, y)</c></summary>
public sealed record RowConstructor(TextSpan Span, bool IsExplicit, ImmutableArray<Expression> Elements) : Expression(Span);
