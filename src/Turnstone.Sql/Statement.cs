namespace Turnstone.Sql;

using Turnstone.Sql.Syntax;

/// <summary>One statement as far as it is read: the slice of its file that it is, and what it says.</summary>
/// <param name="Slice">Of a statement within another one, the whole other one.</param>
public abstract record Statement(StatementSlice Slice, TextSpan Span) : SyntaxNode(Span)
{
    protected Statement(StatementSlice slice) : this(slice, new(0, slice.Text.Length))
    {
    }

    /// <summary>What PostgreSQL would not take; then nothing else of it counts.</summary>
    public SyntaxError? Error { get; init; }

    /// <summary>The string constant that it stands in: a body in PL/pgSQL.</summary>
    internal QuotedText? Within { get; init; }

    /// <summary>Whether it begins like nothing that there is a parser for.</summary>
    public bool IsUnparsed => this is OtherStatement;
}
