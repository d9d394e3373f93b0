namespace Turnstone.Sql;

using Turnstone.Sql.Syntax;

/// <summary>One statement as far as it is read: the slice of its file that it is, and what it says.</summary>
/// <param name="Slice">Of a statement within another one, the whole other one.</param>
public abstract record Statement(StatementSlice Slice, TextSpan Span) : SyntaxNode(Span)
{
    // Many ask; of a copy they are others.
    SyntaxNode[]? nodes;

    protected Statement(StatementSlice slice) : this(slice, new(0, slice.Text.Length))
    {
    }

    /// <summary>What the grammar does not know, and where: only an <see cref="OtherStatement"/> has one.</summary>
    public SyntaxError? Error { get; init; }

    /// <summary>Whether all that is known of it is its text and what it is called.</summary>
    public bool IsUnparsed => this is OtherStatement;

    public sealed override IEnumerable<SyntaxNode> Nodes => nodes is [var first, ..] && ReferenceEquals(first, this) ? nodes : nodes = [.. base.Nodes];

    /// <summary>The text's, which may be long, is not asked.</summary>
    public override int GetHashCode() => base.GetHashCode();
}
