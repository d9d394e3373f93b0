namespace Turnstone.Scanning;

using System.Buffers;
using System.Collections.Immutable;

/// <summary>One way in which a language writes a text: what it begins and ends with, and what is not itself within it.</summary>
/// <param name="Open">What it begins with, its prefix left out.</param>
/// <param name="Close">What ends it; of a heredoc it is the word that stands behind <paramref name="Open"/>, on a line of its own.</param>
sealed record LiteralForm(string Open, string Close)
{
    SearchValues<char>? stops;

    /// <summary>What stands before its opening, in either case: <c>$@</c>, <c>rf</c>.</summary>
    public string Prefix { get; init; } = "";

    public LiteralEscape Escape { get; init; }

    /// <summary>What begins a stretch whose value only the running program knows. One that ends with no bracket is followed by a name.</summary>
    public ImmutableArray<string> Holes { get; init; } = [];

    /// <summary>Whether a hole's opening that stands twice is a character.</summary>
    public bool DoublesHoles { get; init; }

    public bool IsMultiline { get; init; }

    /// <summary>Whether more of the opening's last character are part of it, and as many end the literal.</summary>
    public bool Grows { get; init; }

    /// <summary>Whether it ends with a line that holds the word behind its opening.</summary>
    public bool IsHeredoc { get; init; }

    /// <summary>Whether what ends it begins what follows.</summary>
    public bool SharesClose { get; init; }

    /// <summary>The most characters that it holds; a longer one is none.</summary>
    public int Longest { get; init; } = int.MaxValue;

    /// <summary>Where reading it has something to decide.</summary>
    public SearchValues<char> Stops => stops ??= SearchValues.Create(
        [Close.Length > 0 ? Close[0] : '\n', '\n', '\r', .. Escape == LiteralEscape.Backslash ? "\\" : Escape == LiteralEscape.Entity ? "&" : "", .. Holes.Select(hole => hole[0])]);

    /// <summary>What stands between quotes, on one line, with backslashes.</summary>
    public static LiteralForm Quoted(char quote, params ImmutableArray<string> holes) => new($"{quote}", $"{quote}") { Escape = LiteralEscape.Backslash, Holes = holes };

    /// <summary>A single character, which is passed over, so that a quote as one begins nothing.</summary>
    public static LiteralForm Character { get; } = Quoted('\'') with { Longest = 12 };
}
