namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <summary>RETURN, RETURN NEXT, RETURN QUERY.</summary>
/// <param name="Value">A query, or an expression; none where it only ends.</param>
/// <param name="Parameters">The values of USING.</param>
public sealed record PlReturn(TextSpan Span, PlReturnKind Kind, Statement? Value, ImmutableArray<Select> Parameters) : PlNode(Span);
