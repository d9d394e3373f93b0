namespace Turnstone.Sql.Syntax;

/// <summary>A part of a statement.</summary>
/// <param name="Span">The stretch of the statement's text that it is.</param>
public abstract record SyntaxNode(TextSpan Span)
{
    /// <summary>What it is and where; its parts say for themselves.</summary>
    public sealed override string ToString() => $"{GetType().Name} at {Span.Start}";

    /// <summary>The parts that it is made of itself, in the order in which they stand.</summary>
    public IReadOnlyList<SyntaxNode> Children
    {
        get
        {
            var children = new List<SyntaxNode>();
            SyntaxChildren.AddInOrder(this, children);
            return children;
        }
    }

    /// <summary>Itself and all its parts, a node before what it is made of, and otherwise in the order in which they stand.</summary>
    public IEnumerable<SyntaxNode> Nodes
    {
        get
        {
            var waiting = new Stack<SyntaxNode>([this]);
            var children = new List<SyntaxNode>();
            while (waiting.TryPop(out var node))
            {
                yield return node;
                children.Clear();
                SyntaxChildren.AddInOrder(node, children);
                for (var i = children.Count - 1; i >= 0; i--)
                {
                    waiting.Push(children[i]);
                }
            }
        }
    }

    /// <summary>Tables, views and the like that it names itself, not in one of its parts.</summary>
    public virtual IEnumerable<ObjectName> NamedRelations => [];

    /// <summary>Columns that it names itself, not in one of its parts.</summary>
    public virtual IEnumerable<Identifier> NamedColumns => [];
}
