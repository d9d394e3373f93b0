namespace Turnstone.Migrations;

using System.Buffers;
using Turnstone.Diagnostics;

/// <summary>Finds the comments by which dbmate, goose and sql-migrate divide one file into a way up and a way back.</summary>
/// <remarks>To everybody else they are comments: the way back would run right after the way up.</remarks>
sealed class ForeignMarks(string file)
{
    static readonly SearchValues<string> Suspicious = SearchValues.Create(["migrate", "goose"], StringComparison.OrdinalIgnoreCase);

    static readonly string[] Down = ["migrate:down", "+goose Down", "+migrate Down"];

    static readonly string[] Up = ["migrate:up", "+goose NO TRANSACTION", "+migrate Up"];

    static readonly string[] WithoutTransaction = ["transaction:false", "NO TRANSACTION", "notransaction"];

    readonly List<Diagnostic> found = [];
    Diagnostic? down;
    int linesBehind;

    /// <summary>What is to be said of the lines so far.</summary>
    public IReadOnlyList<Diagnostic> Found => found;

    /// <summary>Takes the next lines of the file; a piece of a long line is taken for one.</summary>
    public void Append(ReadOnlySpan<char> lines)
    {
        if (down is null && !lines.ContainsAny(Suspicious))
        {
            linesBehind += lines.Count('\n');
            return;
        }
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf('\n');
            Read((end < 0 ? lines : lines[..end]).Trim());
            linesBehind += end < 0 ? 0 : 1;
            lines = end < 0 ? [] : lines[(end + 1)..];
        }
    }

    void Read(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("--"))
        {
            // A way back without a statement takes nothing back.
            if (!text.IsEmpty && down is not null)
            {
                found.Add(down);
                down = null;
            }
            return;
        }
        var comment = text[2..].TrimStart();
        if (BeginsWithOne(comment, Down))
        {
            down = Diagnostic.Error("foreign-mark", $"'{text}' begins the way back for another tool; here it is a comment, and what follows would run as well.", file,
                "Move what follows it into a file of its own, U<version>__<description>.sql, and take the mark out.").At(linesBehind + 1, 1);
        }
        else if (BeginsWithOne(comment, Up) && EndsWithOne(comment, WithoutTransaction))
        {
            found.Add(Diagnostic.Error("foreign-mark", $"'{text}' is another tool's way to ask for no transaction; here it is a comment.", file,
                "Write '-- turnstone: transaction=none' in its place, or leave it out: statements that cannot run in a transaction are known.").At(linesBehind + 1, 1));
        }
    }

    static bool BeginsWithOne(ReadOnlySpan<char> comment, string[] words)
    {
        foreach (var word in words)
        {
            if (comment.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    static bool EndsWithOne(ReadOnlySpan<char> comment, string[] words)
    {
        foreach (var word in words)
        {
            if (comment.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
