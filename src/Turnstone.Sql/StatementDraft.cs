namespace Turnstone.Sql;

using System.Text;

/// <summary>The statement being read: what leads it, where it begins and ends, what is open in it.</summary>
sealed class StatementDraft(TextWindow window)
{
    readonly StringBuilder leading = new();
    long leadingStart;
    TextPosition? start;
    long end;
    Nesting nesting;

    // Where a colon was that is nothing in SQL: a psql variable when a name touches it.
    TextPosition? colon;

    /// <summary>Whether there is a significant token.</summary>
    public bool HasBegun => start is not null;

    /// <summary>Whether a semicolon would be inside the statement.</summary>
    public bool IsOpen => nesting.IsOpen;

    /// <summary>Starts over with what is ahead in the window.</summary>
    public void Begin()
    {
        window.Release();
        leading.Clear();
        leadingStart = window.Position.Offset;
        start = null;
        nesting = default;
        colon = null;
    }

    /// <summary>Passes a significant token, which may turn out to be a variable of psql.</summary>
    public SyntaxError? Take(TokenKind kind, ReadOnlySpan<char> text)
    {
        var position = window.Position;
        var error = colon is { } before && before.Offset + 1 == position.Offset ? PsqlVariable.Refuse(kind, text, before) : null;
        start ??= position;
        nesting.See(kind, text);
        colon = kind == TokenKind.Colon && !nesting.OwnsColons ? position : null;
        window.Advance(text.Length);
        end = window.Position.Offset;
        return error;
    }

    /// <summary>Passes characters before the statement that do not lead it: an empty statement's semicolon, a command of psql.</summary>
    public void LeaveOut(int count)
    {
        leading.Append(window.Slice(leadingStart, window.Position.Offset));
        window.Advance(count);
        window.Release();
        leadingStart = window.Position.Offset;
    }

    /// <summary>The statement up to its last significant token.</summary>
    public StatementSlice? ToSlice(int ordinal, bool standardStrings)
    {
        if (start is not { } first)
        {
            return null;
        }

        var comments = leading.Append(window.Slice(leadingStart, first.Offset)).ToString();
        var slice = new StatementSlice(window.Slice(first.Offset, end), ordinal, first, comments, false) { StandardStrings = standardStrings };
        return CopyStatement.ReadsRows(new TokenReader(slice)) ? slice with { CopiesFromStdin = true } : slice;
    }
}
