namespace Turnstone.Scanning;

using System.Buffers;
using System.Collections.Immutable;

/// <summary>What has to be known of a language to find the texts in its files: data, which <see cref="LiteralReader"/> reads by.</summary>
/// <param name="Endings">The endings of its files' names, or whole names.</param>
sealed record Language(string Name, params ImmutableArray<string> Endings)
{
    SearchValues<char>? signs;

    public ImmutableArray<LiteralForm> Forms { get; init; } = [];

    /// <summary>What begins a comment that ends with its line.</summary>
    public ImmutableArray<string> LineComments { get; init; } = [];

    /// <summary>What begins and ends a comment of any length.</summary>
    public ImmutableArray<(string Open, string Close)> BlockComments { get; init; } = [];

    /// <summary>The operator that puts two texts together.</summary>
    public char? Joins { get; init; }

    /// <summary>What stands before a text whose values are sent as parameters: the name of a call, or of a tag.</summary>
    public ImmutableArray<string> Parametrizing { get; init; } = [];

    /// <summary>Whether texts that stand next to each other are one.</summary>
    public bool JoinsNeighbours { get; init; }

    /// <summary>Whether a text between slashes is a pattern, whose quotes are none.</summary>
    public bool HasPatterns { get; init; }

    /// <summary>What stands between a key and its value, one of which a line holds; none where a file is no list of them.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether values go on as long as lines are indented.</summary>
    public bool IsIndented { get; init; }

    /// <summary>Whether a file is SQL as a whole.</summary>
    public bool IsSql { get; init; }

    /// <summary>Whether it is for people: what stands in it runs nowhere.</summary>
    public bool IsProse { get; init; }

    /// <summary>Whether it configures, builds or ships rather than computes: a value behind a name is the value itself.</summary>
    public bool IsDelivery { get; init; }

    /// <summary>What its values may be written in.</summary>
    public Language? Inner { get; init; }

    /// <summary>The characters at which a literal, a comment or a pattern may begin.</summary>
    public SearchValues<char> Signs => signs ??= SearchValues.Create(
        [.. Forms.Select(form => form.Open[0]), .. LineComments.Select(comment => comment[0]), .. BlockComments.Select(comment => comment.Open[0]), .. HasPatterns ? "/" : ""]);
}
