namespace Turnstone.Sql.Syntax;

/// <summary>What each kind of node is made of.</summary>
static partial class SyntaxChildren
{
    /// <summary>Adds what a node is made of, in the order in which it stands in the text.</summary>
    public static void AddInOrder(SyntaxNode node, List<SyntaxNode> into)
    {
        Add(node, into);
        for (var i = 1; i < into.Count; i++)
        {
            if (into[i].Span.Start < into[i - 1].Span.Start)
            {
                into.Sort(static (one, other) => one.Span.Start.CompareTo(other.Span.Start));
                return;
            }
        }
    }

    // As its properties are declared.
    [Traversed]
    internal static partial void Add(SyntaxNode node, List<SyntaxNode> into);
}
