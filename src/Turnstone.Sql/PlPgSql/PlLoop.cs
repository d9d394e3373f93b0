namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;

/// <summary>A loop.</summary>
/// <param name="Head">What it goes over, or its condition; none of a bare LOOP, and of numbers and cursors.</param>
public sealed record PlLoop(TextSpan Span, PlLoopKind Kind, Identifier? Label, PlText? Head, ImmutableArray<PlNode> Statements) : PlNode(Span);
