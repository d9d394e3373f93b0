namespace Turnstone.Sql.Queries;

using Turnstone.Sql.Syntax;

/// <summary>What a SELECT gives its rows from, before they are sorted and cut.</summary>
public abstract record QueryBody(TextSpan Span) : SyntaxNode(Span);
