namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Expressions;

/// <summary><c>RETURN value</c>: what a function whose body is SQL gives.</summary>
public sealed record Return(StatementSlice Slice, TextSpan Span, Expression Value) : Statement(Slice, Span);
