namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary><c>ARRAY[x, y]</c></summary>
public sealed record ArrayConstructor(TextSpan Span, ImmutableArray<Expression> Elements) : Expression(Span);
