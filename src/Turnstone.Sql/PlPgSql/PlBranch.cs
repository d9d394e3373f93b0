namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>A condition and what is done where it holds.</summary>
/// <param name="Condition">Of a CASE with an operand the values that it may have.</param>
public sealed record PlBranch(TextSpan Span, Select Condition, ImmutableArray<PlNode> Statements) : SyntaxNode(Span);
