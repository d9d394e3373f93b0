namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;

/// <summary><c>IF … THEN … ELSIF … ELSE … END IF</c></summary>
public sealed record PlIf(TextSpan Span, ImmutableArray<PlBranch> Branches, ImmutableArray<PlNode> Else) : PlNode(Span);
