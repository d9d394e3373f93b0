namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;

/// <summary><c>IF … THEN … ELSIF … ELSE … END IF</c>, and CASE.</summary>
/// <param name="Operand">Of a CASE that compares with it.</param>
public sealed record PlIf(TextSpan Span, PlText? Operand, ImmutableArray<PlBranch> Branches, ImmutableArray<PlNode> Else) : PlNode(Span);
