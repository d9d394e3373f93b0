namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <summary><c>CASE … WHEN … THEN … ELSE … END CASE</c></summary>
/// <param name="Operand">What the branches compare with, if they do.</param>
/// <param name="HasElse">Without it what fits no branch is an error.</param>
public sealed record PlCase(TextSpan Span, Select? Operand, ImmutableArray<PlBranch> Branches, bool HasElse, ImmutableArray<PlNode> Else) : PlNode(Span);
