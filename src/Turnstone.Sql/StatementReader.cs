namespace Turnstone.Sql;

using System.Diagnostics.CodeAnalysis;

/// <summary>Splits a file into its statements as <c>psql -f</c> does, holding no more of it in memory than its largest statement.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The rows are a view of the window and own nothing.")]
public sealed class StatementReader
{
    const int MostErrors = 100;

    readonly TextWindow _window;
    readonly StatementDraft _draft;
    readonly StringSetting _strings = new();
    readonly List<SyntaxError> _errors = [];
    int _count;

    // The rows below the last statement, and where that stands.
    CopyRows? _rows;
    TextPosition _copy;

    /// <summary>Reads a text in its canonical form: line ends are LF, there is no BOM.</summary>
    public StatementReader(TextReader source)
        : this(source, capacity: 16 * 1024)
    {
    }

    /// <summary>Begins with room for that many characters, and gives up on a statement that needs more than half of the most.</summary>
    internal StatementReader(TextReader source, int capacity, int most = 1 << 30)
    {
        _window = new TextWindow(source, capacity, most);
        _draft = new StatementDraft(_window);
    }

    /// <summary>What psql or PostgreSQL's scanner would not take in the text read so far; the first hundred.</summary>
    public IReadOnlyList<SyntaxError> Errors => _errors;

    /// <summary>
    /// The rows below the last statement, when it <see cref="StatementSlice.CopiesFromStdin"/>; else empty. They stream: what is not read before
    /// the next <see cref="Read"/> is passed over.
    /// </summary>
    public TextReader CopyData => _rows ?? TextReader.Null;

    /// <summary>How many characters the reader has room for: what it costs in memory.</summary>
    internal int Capacity => _window.Capacity;

    /// <summary>All statements of a text that is in memory anyway; the rows of COPY are passed over.</summary>
    public static IReadOnlyList<StatementSlice> ReadAll(string text)
    {
        var reader = new StatementReader(new StringReader(text));
        var statements = new List<StatementSlice>();
        while (reader.Read() is { } statement)
        {
            statements.Add(statement);
        }

        return statements;
    }

    /// <summary>The next statement; null at the end of the text. One without a semicolon counts if it is the last, an empty one does not.</summary>
    public StatementSlice? Read()
    {
        PassRows();
        _draft.Begin();
        var hasEnd = ReadToEnd();
        var statement = _draft.ToSlice(_count + 1, _strings.Value);
        if (statement is not null)
        {
            _count++;
            _strings.See(statement);
        }

        if (hasEnd && statement is { CopiesFromStdin: true })
        {
            BeginRows(statement.Position);
        }

        ReportWindow();
        return statement;
    }

    // Passes a statement and what ends it; false when that is the end of the text.
    bool ReadToEnd()
    {
        var lexer = NewLexer();
        while (true)
        {
            if (!lexer.Read(out var token))
            {
                if (!_window.Fill())
                {
                    return false;
                }

                lexer = NewLexer();
                continue;
            }

            var text = lexer.TextOf(token);
            if (token.Kind == TokenKind.Semicolon && !_draft.IsOpen)
            {
                if (PassSemicolon())
                {
                    return true;
                }
            }
            else if (token.Kind == TokenKind.Other && text is "\\")
            {
                if (PassMetaCommand())
                {
                    return true;
                }

                lexer = NewLexer();
            }
            else
            {
                Pass(token.Kind, text);
                lexer.StandardStrings = _strings.Value;
            }
        }
    }

    Lexer NewLexer() => new(_window.Ahead, _window.IsFinal, _strings.Value);

    // False when there is no statement for it to end.
    bool PassSemicolon()
    {
        if (!_draft.HasBegun)
        {
            _draft.LeaveOut(1);
            return false;
        }

        _window.Advance(1);
        return true;
    }

    void Pass(TokenKind kind, ReadOnlySpan<char> text)
    {
        if (Unterminated(kind) is { } message)
        {
            Report(new SyntaxError(message, _window.Position));
        }

        if (kind.IsTrivia())
        {
            _window.Advance(text.Length);
        }
        else
        {
            Report(_draft.Take(kind, text));
        }

        if (_strings.IsPending && text.Contains('\n'))
        {
            _strings.NextLine();
        }
    }

    // Passes the line from the backslash on; true when the command sends the statement before it, as a semicolon does.
    bool PassMetaCommand()
    {
        var line = LineAhead();
        var name = MetaCommand.NameOf(line);
        var length = name is ";" ? 2 : line.Length;
        if (_draft.HasBegun)
        {
            Report(MetaCommand.Refuse(name, _window.Position));
            _window.Advance(length);
            return MetaCommand.EndsStatement(name);
        }

        Report(MetaCommand.IsUnderstood(name) ? null : MetaCommand.Refuse(name, _window.Position));
        _draft.LeaveOut(length);
        return false;
    }

    // The rows begin on the line below the statement.
    void BeginRows(TextPosition copy)
    {
        var line = LineAhead();
        var rest = line.TrimStart();
        if (!rest.IsEmpty && !rest.StartsWith("--"))
        {
            Report(new SyntaxError(
                "The rows of COPY … FROM stdin begin on the next line, so nothing else can stand on this one",
                _window.Position.After(line[..^rest.Length]),
                "Put it behind the line with only \\. that ends the rows."));
        }

        _window.Advance(line.Length);
        _window.Advance(Math.Min(1, _window.Ahead.Length));
        _window.Release();
        _strings.NextLine();
        _rows = new CopyRows(_window);
        _copy = copy;
    }

    void PassRows()
    {
        _rows?.Skip();
        if (_rows is { IsCutOff: true })
        {
            Report(new SyntaxError("The rows of this COPY reach the end of the file", _copy, "End them with a line that holds only \\."));
        }

        _rows = null;
    }

    // What is left of the line, without its newline. It is in the window as a whole.
    ReadOnlySpan<char> LineAhead()
    {
        int newline;
        while ((newline = _window.Ahead.IndexOf('\n')) < 0 && _window.Fill())
        {
        }

        return newline < 0 ? _window.Ahead : _window.Ahead[..newline];
    }

    void ReportWindow()
    {
        if (_window.FirstNul is { } nul && !_errors.Exists(e => e.Position == nul))
        {
            Report(new SyntaxError("The text holds a NUL character, which PostgreSQL's text cannot", nul, "Save the file as UTF-8 text."));
        }

        if (_window.IsCutOff && !_errors.Exists(e => e.Position == _window.Position))
        {
            Report(new SyntaxError("This statement is longer than PostgreSQL takes, and what follows was not read", _window.Position));
        }
    }

    void Report(SyntaxError? error)
    {
        if (error is not null && _errors.Count < MostErrors)
        {
            _errors.Add(error);
        }
    }

    static string? Unterminated(TokenKind kind) => kind switch
    {
        TokenKind.UnterminatedComment => "This comment is never closed",
        TokenKind.UnterminatedString => "This string is never closed",
        TokenKind.UnterminatedDollarString => "This dollar-quoted string is never closed",
        TokenKind.UnterminatedIdentifier => "This quoted identifier is never closed",
        _ => null,
    };
}
