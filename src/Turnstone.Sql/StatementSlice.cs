namespace Turnstone.Sql;

using Turnstone.Sql.Syntax;

/// <summary>One statement exactly as it stands in its file, from its first token to the last before the semicolon.</summary>
/// <param name="Text">The slice: comments inside it are kept, the semicolon is not part of it.</param>
/// <param name="Ordinal">Its number in the file, from 1.</param>
/// <param name="Position">Where its first token stands.</param>
/// <param name="Leading">The blanks and comments between the statement before and this one: directives for one statement stand here.</param>
/// <param name="CopiesFromStdin">Whether rows follow: <c>COPY … FROM stdin</c>.</param>
public sealed record StatementSlice(string Text, int Ordinal, TextPosition Position, string Leading, bool CopiesFromStdin)
{
    /// <summary>The setting <c>standard_conforming_strings</c> that the statement's strings were read with.</summary>
    public bool StandardStrings { get; init; } = true;

    /// <summary>What a string constant of it says: without its quotes, <c>''</c> as one character.</summary>
    /// <param name="constant">Where it stands in the text.</param>
    public string Said(TextSpan constant) => QuotedText.Read(this, constant).Text;

    /// <summary>The constant of this statement in which another one stands that has this slice.</summary>
    internal QuotedText? Within { get; init; }
}
