namespace Turnstone.Sql;

using System.Diagnostics.CodeAnalysis;
using System.Text;

/// <summary>Splits a file into its statements as <c>psql -f</c> does, holding no more of it in memory than its largest statement.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The rows are a view of the window and own nothing.")]
public sealed class StatementReader
{
    const int MostErrors = 100;

    readonly TextWindow _window;
    readonly StringSetting _strings = new();
    readonly StringBuilder _leading = new();
    readonly List<SyntaxError> _errors = [];

    CopyRows? _rows;
    TextPosition _copyPosition;
    int _count;

    // The statement being read: where its first token stands, where its last significant one ended, what is open in it.
    TextPosition? _start;
    long _end;
    long _leadingStart;
    Nesting _nesting;

    // Where a colon was that belongs to nothing in SQL: a psql variable when a name touches it.
    TextPosition? _colon;

    /// <summary>Reads a text in its canonical form: line ends are LF, there is no BOM.</summary>
    public StatementReader(TextReader source)
        : this(source, capacity: 16 * 1024)
    {
    }

    /// <summary>Begins with room for that many characters.</summary>
    internal StatementReader(TextReader source, int capacity) => _window = new TextWindow(source, capacity);

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
        BeginStatement();
        var isWhole = ReadToSemicolon();
        var statement = _start is null ? null : Finish();
        if (isWhole && statement is { CopiesFromStdin: true })
        {
            _copyPosition = statement.Position;
            _rows = new CopyRows(_window);
            PassLineOfCopy();
        }

        ReportNul();
        return statement;
    }

    // False at the end of the text.
    bool ReadToSemicolon()
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
            if (token.Kind == TokenKind.Semicolon && !_nesting.IsOpen)
            {
                if (EndStatement())
                {
                    return true;
                }
            }
            else if (text is "\\")
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

    void BeginStatement()
    {
        _window.Release();
        _leading.Clear();
        _leadingStart = _window.Position.Offset;
        _start = null;
        _nesting = default;
        _colon = null;
    }

    // Passes the semicolon; false when there was no statement before it.
    bool EndStatement()
    {
        if (_start is not null)
        {
            _window.Advance(1);
            return true;
        }

        CutLeading();
        _window.Advance(1);
        ContinueLeading();
        return false;
    }

    void Pass(TokenKind kind, ReadOnlySpan<char> text)
    {
        if (Unterminated(kind) is { } message)
        {
            Report(message, _window.Position);
        }

        if (!kind.IsTrivia())
        {
            See(kind, text);
        }

        if (_strings.IsPending && text.Contains('\n'))
        {
            _strings.NextLine();
        }

        _window.Advance(text.Length);
        _end = kind.IsTrivia() ? _end : _window.Position.Offset;
    }

    void See(TokenKind kind, ReadOnlySpan<char> text)
    {
        _start ??= _window.Position;
        if (_colon is { } colon && PsqlVariable.Rewrite(kind, text) is { } placeholder && colon.Offset + 1 == _window.Position.Offset)
        {
            Report($"`:{text}` is a variable of psql, which Turnstone does not know", colon, $"Write {placeholder} and give the value under `placeholders:`.");
        }

        _nesting.See(kind, text);
        _colon = kind == TokenKind.Colon && !_nesting.OwnsColons ? _window.Position : null;
    }

    StatementSlice Finish()
    {
        var start = _start!.Value;
        CutLeading(start.Offset);
        var text = _window.Slice(start.Offset, _end);
        var statement = new StatementSlice(text, ++_count, start, _leading.ToString(), false) { StandardStrings = _strings.Value };
        _strings.See(statement);
        return CopyStatement.ReadsRows(new TokenReader(statement)) ? statement with { CopiesFromStdin = true } : statement;
    }

    // A leading text that something was cut out of is put together of what stood around it.
    void CutLeading(long? end = null) => _leading.Append(_window.Slice(_leadingStart, end ?? _window.Position.Offset));

    void ContinueLeading()
    {
        _window.Release();
        _leadingStart = _window.Position.Offset;
    }

    // Passes the line from the backslash on; true when it ends a statement as a semicolon would.
    bool PassMetaCommand()
    {
        var line = LineAhead();
        var name = MetaCommand.NameOf(line);
        var endsStatement = MetaCommand.EndsStatement(name);
        if (_start is not null || !MetaCommand.IsUnderstood(name))
        {
            Report($"`\\{name}` is a command of psql, which Turnstone does not run", _window.Position, MetaCommand.Rewrite(name));
        }

        var length = name is ";" ? 2 : line.Length;
        if (_start is null)
        {
            CutLeading();
            _window.Advance(length);
            ContinueLeading();
            return false;
        }

        _window.Advance(length);
        return endsStatement;
    }

    // The rows begin on the line below the statement.
    void PassLineOfCopy()
    {
        var line = LineAhead();
        var rest = line.TrimStart();
        if (!rest.IsEmpty && !rest.StartsWith("--"))
        {
            Report(
                "The rows of COPY … FROM stdin begin on the next line, so nothing else can stand on this one",
                _window.Position.After(line[..^rest.Length]),
                "Put it behind the line with only \\. that ends the rows.");
        }

        _window.Advance(line.Length);
        PassNewline();
        _window.Release();
    }

    void PassNewline()
    {
        if (!_window.Ahead.IsEmpty)
        {
            _window.Advance(1);
            _strings.NextLine();
        }
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

    void PassRows()
    {
        if (_rows is null)
        {
            return;
        }

        _rows.Skip();
        if (_rows.IsCutOff)
        {
            Report("The rows of this COPY reach the end of the file", _copyPosition, "End them with a line that holds only \\.");
        }

        _rows = null;
    }

    void ReportNul()
    {
        if (_window.FirstNul is { } position && !_errors.Exists(e => e.Position == position))
        {
            Report("The text holds a NUL character, which PostgreSQL's text cannot", position, "Save the file as UTF-8 text.");
        }
    }

    void Report(string message, TextPosition position, string? help = null)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(new SyntaxError(message, position, help));
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
