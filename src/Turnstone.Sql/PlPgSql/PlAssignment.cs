namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary><c>variable := value</c></summary>
/// <param name="Variable">With its fields and elements.</param>
/// <param name="Steps">Those.</param>
/// <param name="Value">As PL/pgSQL has it: <c>SELECT value</c>.</param>
public sealed record PlAssignment(TextSpan Span, TextSpan Variable, ImmutableArray<SelectionStep> Steps, Select Value) : PlNode(Span);
