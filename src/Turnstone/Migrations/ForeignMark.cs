namespace Turnstone.Migrations;

using Turnstone.Diagnostics;

/// <summary>Finds the comments by which dbmate, goose and sql-migrate divide one file into a way up and a way back.</summary>
/// <remarks>To everybody else they are comments: the way back would run right after the way up.</remarks>
static class ForeignMark
{
    static readonly string[] Down = ["migrate:down", "+goose Down", "+migrate Down"];

    static readonly string[] WithoutTransaction = ["transaction:false", "+goose NO TRANSACTION", "notransaction"];

    static readonly string[] Up = ["migrate:up", "+goose NO TRANSACTION", "+migrate Up"];

    public static IEnumerable<Diagnostic> Find(string text, string file)
    {
        if (Line(text, Up) is var (_, up) && WithoutTransaction.Any(word => up.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            yield return Diagnostic.Error("foreign-mark", $"'{up}' is another tool's way to ask for no transaction; here it is a comment.", file,
                "Write '-- turnstone: transaction=none' in its place, or leave it out: statements that cannot run in a transaction are known.").At(LineOf(text, up), 1);
        }
        if (Line(text, Down) is var (end, down) && HasStatement(text.AsSpan(end)))
        {
            yield return Diagnostic.Error("foreign-mark", $"'{down}' begins the way back for another tool; here it is a comment, and what follows would run as well.", file,
                "Move what follows it into a file of its own, U<version>__<description>.sql, and take the mark out.").At(LineOf(text, down), 1);
        }
    }

    /// <summary>The first comment line that begins with one of the words, and where it ends.</summary>
    static (int End, string Line)? Line(string text, string[] marks)
    {
        foreach (var mark in marks)
        {
            for (var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var start = text.LastIndexOf('\n', at) + 1;
                var end = text.IndexOf('\n', at) is >= 0 and var feed ? feed : text.Length;
                if (text.AsSpan(start, at - start).Trim().SequenceEqual("--"))
                {
                    return (end, text[start..end].Trim());
                }
            }
        }
        return null;
    }

    static bool HasStatement(ReadOnlySpan<char> rest)
    {
        foreach (var line in rest.EnumerateLines())
        {
            if (line.TrimStart() is { Length: > 0 } words && !words.StartsWith("--"))
            {
                return true;
            }
        }
        return false;
    }

    static int LineOf(string text, string line) => text.AsSpan(0, text.IndexOf(line, StringComparison.Ordinal)).Count('\n') + 1;
}
