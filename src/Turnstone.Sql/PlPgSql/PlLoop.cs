namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;

/// <summary>A loop.</summary>
/// <param name="Head">What it goes over: its condition, query, dynamic text or array; of numbers the first, the last and the step; of a cursor what it depends on; none of a bare LOOP.</param>
/// <param name="Parameters">The values of USING.</param>
public sealed record PlLoop(TextSpan Span, PlLoopKind Kind, Identifier? Label, ImmutableArray<Statement> Head, ImmutableArray<Statement> Parameters, ImmutableArray<PlNode> Statements) : PlNode(Span);
