namespace Turnstone.Sql.PlPgSql;

using Turnstone.Sql.Syntax;

/// <summary>An expression, or a statement of SQL, as it stands in the body.</summary>
/// <param name="Statement">What it says; of an expression <c>SELECT expression</c>. Its spans are those of its own slice, which begins <paramref name="Shift"/>
/// characters behind the body's start: <c>INTO</c> and what stands behind it are blanks there.</param>
public sealed record PlText(TextSpan Span, Statement Statement, int Shift) : SyntaxNode(Span);
