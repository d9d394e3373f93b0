namespace Turnstone.Sql.Expressions;

/// <summary><c>DEFAULT</c>, in the place of a value.</summary>
public sealed record DefaultValue(TextSpan Span) : Expression(Span);
