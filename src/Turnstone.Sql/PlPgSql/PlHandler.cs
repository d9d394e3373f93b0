namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>WHEN condition OR … THEN …</c></summary>
/// <param name="Conditions">Their names, <c>others</c> for any; of <c>SQLSTATE '22012'</c> the code.</param>
public sealed record PlHandler(TextSpan Span, ImmutableArray<Identifier> Conditions, ImmutableArray<PlNode> Statements) : SyntaxNode(Span);
