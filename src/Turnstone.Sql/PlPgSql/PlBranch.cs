namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>A condition and what is done where it holds.</summary>
public sealed record PlBranch(TextSpan Span, PlText Condition, ImmutableArray<PlNode> Statements) : SyntaxNode(Span);
