namespace Turnstone.Sql;

using System.Text;

/// <summary>The statement being read: what leads it, where it begins and ends, what is open in it.</summary>
sealed class StatementDraft(TextWindow window)
{
    readonly StringBuilder _leading = new();
    long _leadingStart;
    TextPosition? _start;
    long _end;
    Nesting _nesting;

    // Where a colon was that is nothing in SQL: a psql variable when a name touches it.
    TextPosition? _colon;

    /// <summary>Whether there is a significant token.</summary>
    public bool HasBegun => _start is not null;

    /// <summary>Whether a semicolon would be inside the statement.</summary>
    public bool IsOpen => _nesting.IsOpen;

    /// <summary>Starts over with what is ahead in the window.</summary>
    public void Begin()
    {
        window.Release();
        _leading.Clear();
        _leadingStart = window.Position.Offset;
        _start = null;
        _nesting = default;
        _colon = null;
    }

    /// <summary>Passes a significant token, which may turn out to be a variable of psql.</summary>
    public SyntaxError? Take(TokenKind kind, ReadOnlySpan<char> text)
    {
        var position = window.Position;
        var error = _colon is { } colon && colon.Offset + 1 == position.Offset ? PsqlVariable.Refuse(kind, text, colon) : null;
        _start ??= position;
        _nesting.See(kind, text);
        _colon = kind == TokenKind.Colon && !_nesting.OwnsColons ? position : null;
        window.Advance(text.Length);
        _end = window.Position.Offset;
        return error;
    }

    /// <summary>Passes characters before the statement that do not lead it: an empty statement's semicolon, a command of psql.</summary>
    public void LeaveOut(int count)
    {
        _leading.Append(window.Slice(_leadingStart, window.Position.Offset));
        window.Advance(count);
        window.Release();
        _leadingStart = window.Position.Offset;
    }

    /// <summary>The statement up to its last significant token.</summary>
    public StatementSlice? ToSlice(int ordinal, bool standardStrings)
    {
        if (_start is not { } start)
        {
            return null;
        }

        var leading = _leading.Append(window.Slice(_leadingStart, start.Offset)).ToString();
        var slice = new StatementSlice(window.Slice(start.Offset, _end), ordinal, start, leading, false) { StandardStrings = standardStrings };
        return CopyStatement.ReadsRows(new TokenReader(slice)) ? slice with { CopiesFromStdin = true } : slice;
    }
}
