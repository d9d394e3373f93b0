namespace Turnstone.Sql.Syntax;

/// <summary>What each kind of node is made of.</summary>
static partial class SyntaxChildren
{
    [Traversed]
    internal static partial void Add(SyntaxNode node, List<SyntaxNode> into);
}
