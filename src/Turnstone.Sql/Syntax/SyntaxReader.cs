namespace Turnstone.Sql.Syntax;

using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;

/// <summary>Goes over a statement's tokens as PostgreSQL's grammar does: what parsers are written with.</summary>
/// <remarks>
/// The first error is kept, and from then on nothing but the statement's end is there: a parser reads on without looking, each loop ends, and what it
/// makes is thrown away. So parsers never ask whether what they read was there.
/// </remarks>
sealed partial class SyntaxReader : IDisposable
{
    // What stands within something else is read by recursion.
    const int Deepest = 1000;

    readonly StatementSlice slice;
    readonly QuotedText? inside;
    readonly string text;
    SyntaxToken[] tokens = ArrayPool<SyntaxToken>.Shared.Rent(64);
    int count, at, depth;

    public SyntaxReader(StatementSlice statement, PgVersion version) : this(statement, null, version)
    {
    }

    /// <summary>Reads what a string constant of the statement says; where it stands in the statement's text is where its parts are said to be.</summary>
    public SyntaxReader(StatementSlice statement, QuotedText? constant, PgVersion version)
    {
        slice = constant is null ? statement : statement with { Within = constant };
        inside = constant;
        text = constant?.Text ?? statement.Text;
        Version = version;
        Cut();
    }

    /// <summary>The version whose grammar counts.</summary>
    public PgVersion Version { get; }

    public StatementSlice Slice => slice;

    /// <summary>What PostgreSQL would not take.</summary>
    public SyntaxError? Error { get; private set; }

    public bool AtEnd => at == count;

    /// <summary>How often a token was looked at, which is what reading cost; counted in debug builds.</summary>
    internal long Looks { get; private set; }

    public TokenKind Kind => Current.Kind;

    /// <summary>The keyword that stands here, in capitals; none where a name, a quoted one say, or anything else does.</summary>
    public string? Word => Current.Word;

    /// <summary>What kind of keyword stands here.</summary>
    public KeywordKind Keyword => Current.Keyword;

    /// <summary>Where the next token begins.</summary>
    public int Start => inside is null ? Current.Start : inside.Start(Current.Start);

    /// <summary>The text of the next token.</summary>
    public ReadOnlySpan<char> Text => TextOf(Current);

    ref readonly SyntaxToken Current
    {
        get
        {
            CountLook();
            return ref tokens[at];
        }
    }

    /// <summary>The token that far behind the next one; at the end one of kind <see cref="TokenKind.None"/>.</summary>
    public ref readonly SyntaxToken Ahead(int distance)
    {
        CountLook();
        return ref tokens[Math.Min(at + distance, count)];
    }

    /// <summary>The text of a token that stands ahead.</summary>
    public ReadOnlySpan<char> TextOf(in SyntaxToken token) => text.AsSpan(token.Start, token.End - token.Start);

    /// <summary>From a place to the end of the last token that was taken.</summary>
    public TextSpan SpanFrom(int start) => new(start, at == 0 ? 0 : Math.Max(0, (inside is null ? tokens[at - 1].End : inside.End(tokens[at - 1].End)) - start));

    public void Next() => at += at < count ? 1 : 0;

    public bool Is(string keyword) => Matches(Current.Word, keyword);

    public bool Is(string first, string second) => Matches(Current.Word, first) && Matches(Ahead(1).Word, second);

    /// <summary>Whether the token that far behind the next one is this keyword.</summary>
    public bool IsAhead(int distance, string keyword) => Matches(Ahead(distance).Word, keyword);

    public bool Is(TokenKind kind) => Current.Kind == kind;

    /// <summary>Whether this operator stands here: <c>=</c>, <c>*</c>.</summary>
    public bool IsOperator(string symbol) => Current.Kind == TokenKind.Operator && Text.SequenceEqual(symbol);

    /// <summary>Passes a keyword if it stands here.</summary>
    public bool Take(string keyword)
    {
        if (!Is(keyword))
        {
            return false;
        }

        at++;
        return true;
    }

    /// <summary>Passes these keywords if all of them stand here.</summary>
    public bool Take(params ReadOnlySpan<string> keywords)
    {
        for (var i = 0; i < keywords.Length; i++)
        {
            if (!Matches(Ahead(i).Word, keywords[i]))
            {
                return false;
            }
        }

        at += keywords.Length;
        return true;
    }

    public bool Take(TokenKind kind)
    {
        if (Current.Kind != kind || AtEnd)
        {
            return false;
        }

        at++;
        return true;
    }

    public bool TakeOperator(string symbol)
    {
        if (!IsOperator(symbol))
        {
            return false;
        }

        at++;
        return true;
    }

    /// <summary>Passes what must stand here.</summary>
    public void Expect(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (!Take(keyword))
            {
                Fail();
                return;
            }
        }
    }

    public void Expect(TokenKind kind)
    {
        if (!Take(kind))
        {
            Fail();
        }
    }

    public void ExpectOperator(string symbol)
    {
        if (!TakeOperator(symbol))
        {
            Fail();
        }
    }

    /// <summary>Passes one of these keywords, and says which.</summary>
    public string ExpectOneOf(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (Take(keyword))
            {
                return keyword;
            }
        }

        Fail();
        return "";
    }

    /// <summary>Passes one of these keywords if one stands here, and says which.</summary>
    public string? TakeOneOf(params ReadOnlySpan<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (Take(keyword))
            {
                return keyword;
            }
        }

        return null;
    }

    /// <summary>Reads one or more with commas between them.</summary>
    public ImmutableArray<T> List<T>(Func<SyntaxReader, T> read)
    {
        var first = read(this);
        if (!Is(TokenKind.Comma))
        {
            return [first];
        }

        var all = ImmutableArray.CreateBuilder<T>();
        all.Add(first);
        while (Take(TokenKind.Comma))
        {
            all.Add(read(this));
        }

        return all.DrainToImmutable();
    }

    /// <summary>Reads one or more with commas between them, in parentheses.</summary>
    public ImmutableArray<T> Parenthesised<T>(Func<SyntaxReader, T> read)
    {
        Expect(TokenKind.OpenParenthesis);
        var all = List(read);
        Expect(TokenKind.CloseParenthesis);
        return all;
    }

    /// <summary>Says that what stands here is newer than the server's version.</summary>
    /// <param name="what">As a subject: <c>MERGE</c>, <c>A virtual generated column</c>.</param>
    public void Since(PgVersion version, string what)
    {
        if (Version < version)
        {
            Fail($"{what} came with PostgreSQL {(int)version}", $"The server is PostgreSQL {(int)Version}.");
        }
    }

    /// <summary>Keeps the first error, and goes to the end.</summary>
    public void Fail(string? message = null, string? help = null)
    {
        if (Error is null)
        {
            Error = new(Unterminated() ?? message ?? (AtEnd ? "syntax error at end of input" : $"syntax error at or near \"{Text}\""), slice.Position.After(slice.Text.AsSpan(0, Start)), help ?? Newer());
        }

        count = at;
        tokens[count] = End;
    }

    /// <summary>Says that the statement ends here.</summary>
    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            Fail();
        }
    }

    /// <summary>Goes one level deeper; what is too deep is an error. Each call has its <see cref="Leave"/>.</summary>
    public bool Enter()
    {
        if (++depth <= Deepest && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        Fail("this is nested too deeply");
        return false;
    }

    public void Leave() => depth--;

    /// <summary>The place, to come back to where what follows turns out to be something else.</summary>
    public int Mark() => at;

    /// <summary>Comes back to a place; not behind an error.</summary>
    public void Reset(int mark)
    {
        at = Error is null ? mark : at;
    }

    public void Dispose()
    {
        ArrayPool<SyntaxToken>.Shared.Return(tokens);
        tokens = [];
    }

    [Conditional("DEBUG")]
    void CountLook() => Looks++;

    string? Newer() => Kind == TokenKind.Word && Word is null && Keywords.Find(Text) is { } keyword && keyword.Since > Version
        ? $"{keyword.Word} is a word of the grammar since PostgreSQL {(int)keyword.Since}; the server is PostgreSQL {(int)Version}." : null;

    // Keywords are interned, and so is every literal here: mostly it is the same string or another length.
    static bool Matches(string? word, string keyword) => (object?)word == keyword || string.Equals(word, keyword, StringComparison.Ordinal);

    SyntaxToken End => new(TokenKind.None, text.Length, text.Length, null, KeywordKind.None, false);
}
