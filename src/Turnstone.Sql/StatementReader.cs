namespace Turnstone.Sql;

using System.Diagnostics.CodeAnalysis;

/// <summary>Splits a file into its statements as <c>psql -f</c> does, holding no more of it in memory than its largest statement.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The rows are a view of the window and own nothing.")]
public sealed class StatementReader
{
    const int LeastRoom = 256, UsualRoom = 16 * 1024;

    const int MostErrors = 100;

    readonly TextWindow window;
    readonly StatementDraft draft;
    readonly StringSetting strings = new();
    readonly List<SyntaxError> errors = [];
    readonly List<MarkedComment> comments = [];
    int count;

    // The line that a statement, or the semicolon behind it, stands on.
    int busyLine;

    // The rows below the last statement, and where that stands.
    CopyRows? rows;
    TextPosition copy;

    /// <summary>Reads a text in its canonical form: line ends are LF, there is no BOM.</summary>
    public StatementReader(TextReader source)
        : this(source, long.MaxValue)
    {
    }

    /// <param name="length">How long the text is, about: of a short one no more room is taken.</param>
    public StatementReader(TextReader source, long length)
        : this(source, capacity: (int)Math.Clamp(length, LeastRoom, UsualRoom))
    {
    }

    /// <summary>Begins with room for that many characters, and gives up on a statement that needs more than half of the most.</summary>
    internal StatementReader(TextReader source, int capacity, int most = 1 << 30)
    {
        window = new TextWindow(source, capacity, most);
        draft = new StatementDraft(window);
    }

    /// <summary>What psql or PostgreSQL's scanner would not take in the text read so far; the first hundred.</summary>
    public IReadOnlyList<SyntaxError> Errors => errors;

    /// <summary>
    /// The rows below the last statement, when it <see cref="StatementSlice.CopiesFromStdin"/>; else empty. They stream: what is not read before
    /// the next <see cref="Read"/> is passed over.
    /// </summary>
    public TextReader CopyData => rows ?? TextReader.Null;

    /// <summary>The line on which the first of the rows stands.</summary>
    public int CopyLine { get; private set; }

    /// <summary>Line comments that hold this text are kept.</summary>
    public string? Mark { get; init; }

    /// <summary>The comments of the text read so far that hold the <see cref="Mark"/>; those within COPY's rows are none.</summary>
    public IReadOnlyList<MarkedComment> Comments => comments;

    /// <summary>How many characters the reader has room for: what it costs in memory.</summary>
    internal int Capacity => window.Capacity;

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
        draft.Begin();
        var hasEnd = ReadToEnd();
        var statement = draft.ToSlice(count + 1, strings.Value);
        if (statement is not null)
        {
            count++;
            strings.See(statement);
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
                if (!window.Fill())
                {
                    return false;
                }

                lexer = NewLexer();
                continue;
            }

            var text = lexer.TextOf(token);
            if (token.Kind == TokenKind.Semicolon && !draft.IsOpen)
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
                lexer.StandardStrings = strings.Value;
            }
        }
    }

    Lexer NewLexer() => new(window.Ahead, window.IsFinal, strings.Value);

    // False when there is no statement for it to end.
    bool PassSemicolon()
    {
        if (!draft.HasBegun)
        {
            draft.LeaveOut(1);
            return false;
        }

        window.Advance(1);
        busyLine = window.Position.Line;
        return true;
    }

    void Pass(TokenKind kind, ReadOnlySpan<char> text)
    {
        if (Unterminated(kind) is { } message)
        {
            Report(new SyntaxError(message, window.Position));
        }

        if (kind.IsTrivia())
        {
            Keep(kind, text);
            window.Advance(text.Length);
        }
        else
        {
            Report(draft.Take(kind, text));
            busyLine = window.Position.Line;
        }

        if (strings.IsPending && text.Contains('\n'))
        {
            strings.NextLine();
        }
    }

    void Keep(TokenKind kind, ReadOnlySpan<char> text)
    {
        if (Mark is not null && kind == TokenKind.LineComment && text.Contains(Mark, StringComparison.Ordinal))
        {
            comments.Add(new MarkedComment(text.ToString(), window.Position, window.Position.Line != busyLine, draft.HasBegun));
        }
    }

    // Passes the line from the backslash on; true when the command sends the statement before it, as a semicolon does.
    bool PassMetaCommand()
    {
        var line = IsSemicolonCommand() ? window.Ahead[..2] : LineAhead();
        var name = MetaCommand.NameOf(line);
        var length = line.Length;
        if (draft.HasBegun)
        {
            Report(MetaCommand.Refuse(name, window.Position));
            window.Advance(length);
            return MetaCommand.EndsStatement(name);
        }

        Report(MetaCommand.IsUnderstood(name) ? null : MetaCommand.Refuse(name, window.Position));
        draft.LeaveOut(length);
        return false;
    }

    // \; has nothing to do with the rest of its line, which may have many of them.
    bool IsSemicolonCommand()
    {
        while (window.Ahead.Length < 2 && window.Fill())
        {
        }

        return window.Ahead is ['\\', ';', ..];
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
                window.Position.After(line[..^rest.Length]),
                "Put it behind the line with only \\. that ends the rows."));
        }

        window.Advance(line.Length);
        window.Advance(Math.Min(1, window.Ahead.Length));
        window.Release();
        strings.NextLine();
        rows = new CopyRows(window);
        CopyLine = window.Position.Line;
        this.copy = copy;
    }

    void PassRows()
    {
        rows?.Skip();
        if (rows is { IsCutOff: true })
        {
            Report(new SyntaxError("The rows of this COPY reach the end of the file", copy, "End them with a line that holds only \\."));
        }

        rows = null;
    }

    // What is left of the line, without its newline. It is in the window as a whole.
    ReadOnlySpan<char> LineAhead()
    {
        int newline;
        while ((newline = window.Ahead.IndexOf('\n')) < 0 && window.Fill())
        {
        }

        return newline < 0 ? window.Ahead : window.Ahead[..newline];
    }

    void ReportWindow()
    {
        if (window.FirstNul is { } nul && !errors.Exists(e => e.Position == nul))
        {
            Report(new SyntaxError("The text holds a NUL character, which PostgreSQL's text cannot", nul, "Save the file as UTF-8 text."));
        }

        if (window.IsCutOff && !errors.Exists(e => e.Position == window.Position))
        {
            Report(new SyntaxError("This statement is longer than PostgreSQL takes, and what follows was not read", window.Position));
        }
    }

    void Report(SyntaxError? error)
    {
        if (error is not null && errors.Count < MostErrors)
        {
            errors.Add(error);
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
