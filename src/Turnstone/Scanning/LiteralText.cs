namespace Turnstone.Scanning;

using System.Text;
using Turnstone.Sql;

/// <summary>A text as the running program has it, as far as its file says, and where each of its characters stands there.</summary>
sealed class LiteralText
{
    /// <summary>What stands for a value that only the running program knows: a name that nobody gives.</summary>
    public const string Hole = "hole__";

    readonly StringBuilder written = new();
    readonly List<(int At, int Source)> places = [];
    readonly List<TextSpan> holes = [];

    /// <summary>The holes in it, each as long as <see cref="Hole"/>.</summary>
    public IReadOnlyList<TextSpan> Holes => holes;

    /// <summary>Whether the program puts values into it before it sends it.</summary>
    public bool IsBuilt { get; set; }

    public int Length => written.Length;

    public override string ToString() => written.ToString();

    /// <summary>Characters that stand in the file as they are.</summary>
    public void Append(ReadOnlySpan<char> text, int source)
    {
        if (!text.IsEmpty)
        {
            Place(source);
            written.Append(text);
        }
    }

    public void Append(char character, int source) => Append([character], source);

    public void AppendHole(int source)
    {
        Place(source);
        holes.Add(new(written.Length, Hole.Length));
        written.Append(Hole);
        IsBuilt = true;
    }

    /// <summary>Where in the file a character of it stands.</summary>
    public int SourceOf(int offset)
    {
        var (low, high) = (0, places.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = places[middle].At <= offset ? (middle, high) : (low, middle - 1);
        }
        var (at, source) = places.Count == 0 ? (0, 0) : places[low];
        return holes.Exists(hole => hole.Start <= offset && offset < hole.End && hole.Start == at) ? source : source + offset - at;
    }

    // One for each stretch that stands in the file as it does here.
    void Place(int source)
    {
        if (places is [.., var (at, from)] && from + written.Length - at == source && (holes.Count == 0 || holes[^1].End <= at))
        {
            return;
        }
        places.Add((written.Length, source));
    }
}
