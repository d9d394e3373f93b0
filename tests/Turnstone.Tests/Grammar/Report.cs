namespace Turnstone.Tests.Grammar;

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Sql;

/// <summary>What a comparison came to.</summary>
sealed partial record Report(Scope Scope, IReadOnlyList<CorpusFile> Files, int Compared, Tally Tally)
{
    static readonly (Measure Measure, string Label)[] Rows =
    [
        (Measure.Boundaries, "boundaries agree"), (Measure.Verb, "verb agrees"), (Measure.Accept, "taken, and by us"), (Measure.Reject, "refused, and by us"),
        (Measure.Parsed, "taken, and parsed"), (Measure.Tables, "tables agree"), (Measure.Columns, "columns agree"), (Measure.Trees, "trees agree"),
        (Measure.DamagedAccept, "damaged: taken, and by us"), (Measure.DamagedReject, "damaged: refused, and by us"), (Measure.DamagedTrees, "damaged: trees agree"),
        (Measure.BodyAccept, "bodies: taken, and by us"), (Measure.BodyReject, "bodies: refused, and by us"), (Measure.BodyOutline, "bodies: outlines agree"),
    ];

    /// <summary>The figures, then what disagrees most often, then so many disagreements of each sort.</summary>
    public string Text(int first)
    {
        var text = new StringBuilder();
        WriteFigures(text);
        WriteTrees(text);
        foreach (var (measure, label) in Rows)
        {
            WriteDisagreements(text, measure, label, first);
        }
        return text.ToString();
    }

    /// <summary>The versions together, on one line.</summary>
    public string Summary() => string.Join("; ", Rows.Where(row => Tally.Total(row.Measure).Of > 0).Select(row => $"{row.Label} {Share(Tally.Total(row.Measure))}"));

    void WriteFigures(StringBuilder text)
    {
        var all = Files.SelectMany(file => file.Statements).ToList();
        var leftOut = string.Join(", ", all.Select(one => one.LeftOut).OfType<string>().CountBy(why => why).Select(group => $"{group.Value:N0} with {group.Key}"));
        text.AppendLine(CultureInfo.InvariantCulture, $"{Compared:N0} statements compared, of {all.Count:N0} in {Files.Count:N0} files{(leftOut.Length > 0 ? $"; left out: {leftOut}" : "")}");
        text.Append(' ', 28).AppendLine(string.Concat(Scope.Versions.Select(version => $"{(int)version,26}")) + $"{"together",26}");
        foreach (var (measure, label) in Rows.Where(row => Tally.Total(row.Measure).Of > 0))
        {
            var cells = Scope.Versions.Select(version => Tally[measure, version]).Append(Tally.Total(measure));
            text.Append(CultureInfo.InvariantCulture, $"{label,-28}").AppendLine(string.Concat(cells.Select(cell => $"{Share(cell),26}")));
        }
    }

    void WriteTrees(StringBuilder text)
    {
        string Kinds(Func<(int Compared, int Not), int> of) =>
            string.Join(", ", Tally.Trees.Where(kind => of(kind.Value) > 0).OrderByDescending(kind => of(kind.Value)).Select(kind => $"{kind.Key} {of(kind.Value)}"));
        text.AppendLine(CultureInfo.InvariantCulture, $"trees compared: {Kinds(count => count.Compared)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"trees not compared: {Kinds(count => count.Not)}");
    }

    // Cut, not rounded: 100 % is all of them.
    static string Share((int Same, int Of) count) => count.Of == 0 ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{count.Same} of {count.Of} {Math.Floor(1e5 * count.Same / count.Of) / 1e3:0.000} %");

    void WriteDisagreements(StringBuilder text, Measure measure, string label, int first)
    {
        var all = Tally.Disagreements.Where(one => one.Measure == measure).ToList();
        if (all.Count == 0)
        {
            return;
        }
        var merged = all.GroupBy(one => (one.Statement, one.Ours, one.Theirs)).ToList();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"== {label}: {merged.Count:N0} statements do not, most often");
        foreach (var (group, count) in merged.CountBy(one => one.First().Group).OrderByDescending(group => group.Value).Take(3 * first))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,6}  {OneLine(group, 140)}");
        }
        // What is not taken has its examples there.
        foreach (var one in merged.Take(measure == Measure.Parsed && Scope.Kind is null ? 0 : first))
        {
            WriteOne(text, one.First(), [.. one.Select(same => same.Version)]);
        }
    }

    static void WriteOne(StringBuilder text, Disagreement one, List<PgVersion> versions)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{one.Statement} [{string.Join(' ', versions.Select(version => (int)version))}]  {Excerpt(one)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"    ours: {OneLine(one.Ours, 300)}   theirs: {OneLine(one.Theirs, 300)}");
    }

    // With a mark where the trouble is.
    static string Excerpt(Disagreement one)
    {
        var at = Math.Clamp(one.At, 0, one.Statement.Text.Length);
        return at == 0 ? OneLine(one.Statement.Text, 160)
            : $"{OneLine(one.Statement.Text[..at], 110, fromEnd: true)} ▶ {OneLine(one.Statement.Text[at..], 60)}";
    }

    static string OneLine(string text, int most, bool fromEnd = false)
    {
        var line = Blanks().Replace(text, " ");
        return line.Length <= most ? line : fromEnd ? "…" + line[^most..] : line[..most] + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
