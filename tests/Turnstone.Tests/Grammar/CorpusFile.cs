namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>A file of a corpus and what we cut it into.</summary>
sealed class CorpusFile
{
    CorpusFile(string name, string text)
    {
        Name = name;
        Text = text;
        var reader = new StatementReader(new StringReader(text));
        List<StatementSlice> slices = [];
        while (reader.Read() is { } slice)
        {
            slices.Add(slice);
        }
        // Of those that it would not take, what is psql's alone.
        var psql = reader.Errors.Where(error => error.Message.Contains("psql", StringComparison.Ordinal)).Select(error => error.Position.Offset).ToList();
        Statements = [.. slices.Select(slice => new CorpusStatement(this, slice, WhyLeftOut(slice, psql)))];
    }

    /// <summary>Relative to the corpus.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<CorpusStatement> Statements { get; }

    public static CorpusFile Of(string name, string text) => new(name, text);

    /// <summary>Every file of SQL below a folder.</summary>
    public static IReadOnlyList<CorpusFile> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new CorpusFile(Path.GetRelativePath(folder, path), Canonical(File.ReadAllText(path)))),
    ];

    static string Canonical(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    static string? WhyLeftOut(StatementSlice slice, List<long> psql)
    {
        var start = slice.Position.Offset;
        return psql.Exists(at => at >= start && at < start + slice.Text.Length) ? "psql's own"
            : HasPlaceholder(slice) ? "placeholders"
            : !slice.StandardStrings ? "standard_conforming_strings off"
            : slice.Text.Contains('\0', StringComparison.Ordinal) ? "NUL"
            : null;
    }

    static bool HasPlaceholder(StatementSlice slice)
    {
        for (var reader = new TokenReader(slice); !reader.AtEnd; reader.Next())
        {
            if (reader.Kind == TokenKind.Placeholder)
            {
                return true;
            }
        }
        return false;
    }
}
