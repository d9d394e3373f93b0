namespace Turnstone.Sql.Syntax;

using System.Runtime.CompilerServices;

/// <summary>A part of a statement: equal to itself alone, as it has a place in one text.</summary>
/// <remarks>Operators, casts, joins and unions that stand one behind the other make a tree as deep as there are of them: nothing may go down one by calling
/// itself. <see cref="Nodes"/> does not.</remarks>
/// <param name="Span">The stretch of the statement's text that it is.</param>
public abstract record SyntaxNode(TextSpan Span)
{
    /// <summary>What it is and where; its parts say for themselves.</summary>
    public sealed override string ToString() => $"{GetType().Name} at {Span.Start}";

    /// <summary>Whether it is the same node: records compare their parts only where this says yes, and so never.</summary>
    public virtual bool Equals(SyntaxNode? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

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
    public virtual IEnumerable<SyntaxNode> Nodes
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
