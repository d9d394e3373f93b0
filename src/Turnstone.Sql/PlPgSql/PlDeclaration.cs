namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>A variable, a cursor or another name for one.</summary>
/// <param name="Type">As it stands; none of a cursor and another name.</param>
/// <param name="Value">The expression that it begins with, or a cursor's query.</param>
public sealed record PlDeclaration(TextSpan Span, Identifier Name, TextSpan? Type, Statement? Value) : SyntaxNode(Span)
{
    /// <summary>What a cursor's query depends on.</summary>
    public ImmutableArray<PlDeclaration> Parameters { get; init; } = [];
}
