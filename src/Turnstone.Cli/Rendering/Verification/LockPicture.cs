namespace Turnstone.Cli.Rendering.Verification;

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Turnstone.Linting;
using Turnstone.Linting.Trace;

/// <summary>Locks over time as SVG: a lane for each table and mode, in colour where somebody waits.</summary>
static class LockPicture
{
    const int Width = 960;
    const int Names = 300;
    const int Lane = 22;
    const int Bar = 14;
    const int Axis = 24;
    const int Narrowest = 2;
    const int LongestName = 30;
    const int Ticks = 5;
    const int TickWidth = 40;
    const int Heading = 16;
    const int LetterWidth = 7;

    // More lanes are a list, not a picture.
    const int MostLanes = 40;

    /// <summary>One migration: each of its statements, and what it locked until its transaction ended.</summary>
    public static string Of(ImmutableArray<TracedStatement> statements) => Draw([.. Placed(statements, 0)], [.. Starts(statements, 0)], null);

    /// <summary>All of them one behind the other; only locks for which writes or reads wait.</summary>
    public static string Of(IEnumerable<(string Name, ImmutableArray<TracedStatement> Statements)> migrations)
    {
        var (held, marks, from) = (new List<Held>(), new List<Mark>(), 0.0);
        foreach (var (name, statements) in migrations)
        {
            held.AddRange(Placed(statements, from).Where(one => one.Mode >= LockMode.Share));
            marks.Add(new(from, name));
            from += Length(statements);
        }
        return Draw(held, marks, from);
    }

    /// <summary>The name of the colour of a mode, as the page's style has it.</summary>
    public static string Class(LockMode mode) => mode switch
    {
        LockMode.AccessExclusive => "all",
        >= LockMode.Share => "writes",
        LockMode.ShareUpdateExclusive => "changes",
        _ => "none",
    };

    static string Draw(IReadOnlyCollection<Held> held, List<Mark> marks, double? until)
    {
        var lanes = held.GroupBy(one => (one.Relation, one.Mode)).OrderByDescending(lane => lane.Key.Mode).ThenBy(lane => lane.Min(one => one.From)).ThenBy(lane => lane.Key.Relation, StringComparer.Ordinal).ToList();
        var end = Math.Max(until ?? 0, held.Select(one => one.From + one.For).DefaultIfEmpty(0).Max());
        if (lanes.Count == 0 || end <= 0)
        {
            return "";
        }
        double X(double at) => Names + at / end * (Width - Names - 10);
        var shown = lanes.Take(MostLanes).ToList();
        // Of all of them each says its name where there is room.
        var top = until is null ? 0 : Heading;
        var height = top + shown.Count * Lane + Axis;
        var svg = new StringBuilder(Line($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"locks over time\">\n"));
        foreach (var mark in marks)
        {
            svg.Append(Line($"<line class=\"mark\" x1=\"{X(mark.At):0.#}\" x2=\"{X(mark.At):0.#}\" y1=\"{top}\" y2=\"{top + shown.Count * Lane}\"><title>{Text(mark.Name)}</title></line>\n"));
        }
        var free = 0.0;
        foreach (var mark in until is null ? [] : marks.Where(mark => X(mark.At) + mark.Name.Length * LetterWidth < Width))
        {
            if (X(mark.At) >= free)
            {
                svg.Append(Line($"<text class=\"tick first\" x=\"{X(mark.At):0.#}\" y=\"11\">{Text(mark.Name)}</text>"));
                free = X(mark.At) + (mark.Name.Length + 1) * LetterWidth;
            }
        }
        foreach (var (at, lane) in shown.Index())
        {
            var y = top + at * Lane;
            svg.Append(Line($"<text class=\"name\" x=\"0\" y=\"{y + 15}\">{Text(Report.Cut(lane.Key.Relation, LongestName))}<title>{Text(lane.Key.Relation)}</title></text>"));
            svg.Append(Line($"<text class=\"mode\" x=\"{Names - 8}\" y=\"{y + 15}\">{Short(lane.Key.Mode)}</text>\n"));
            foreach (var one in lane)
            {
                svg.Append(Line($"<rect class=\"{Class(one.Mode)}\" x=\"{X(one.From):0.#}\" y=\"{y + 4}\" width=\"{Math.Max(Narrowest, X(one.From + one.For) - X(one.From)):0.#}\" height=\"{Bar}\" rx=\"2\"><title>{Text($"{one.What}: {one.Mode.Name()} on {one.Relation}, {one.For:0.#} ms: {one.Mode.Waits()}")}</title></rect>\n"));
            }
        }
        var step = RoundStep(end / Ticks);
        for (var tick = 0; tick * step <= end; tick++)
        {
            var at = X(tick * step);
            svg.Append(Line($"<text class=\"tick{(at > Width - TickWidth ? " last" : "")}\" x=\"{at:0.#}\" y=\"{top + shown.Count * Lane + 16}\">{(tick == 0 ? "0" : Milliseconds(tick * step))}</text>"));
        }
        svg.Append("\n</svg>\n");
        return lanes.Count > MostLanes ? svg.Append(Line($"<p class=\"more\">{lanes.Count - MostLanes} more tables are not drawn; the table below has them.</p>\n")).ToString() : svg.ToString();
    }

    // As a ruler has it: 1, 2 or 5 of something.
    static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * ((step / power) switch { < 2 => 1, < 5 => 2, _ => 5 });
    }

    // Steps run one behind the other; each begins its own clock.
    static IEnumerable<Held> Placed(ImmutableArray<TracedStatement> statements, double from)
    {
        foreach (var (step, start) in Steps(statements, from))
        {
            foreach (var statement in step)
            {
                foreach (var taken in statement.Locks.Where(taken => taken is { Kind: not RelationKind.Index, WasHeld: false, Mode: >= LockMode.RowExclusive }))
                {
                    yield return new(taken.Name, taken.Mode, start + statement.StartedMs, taken.HeldMs, $"line {statement.Line}, {statement.Shown}");
                }
            }
        }
    }

    static IEnumerable<Mark> Starts(ImmutableArray<TracedStatement> statements, double from) =>
        Steps(statements, from).SelectMany(step => step.Step.Select(statement => new Mark(step.Start + statement.StartedMs, $"line {statement.Line}: {statement.Shown}, {statement.SpentMs:0.#} ms")));

    static IEnumerable<(IReadOnlyList<TracedStatement> Step, double Start)> Steps(ImmutableArray<TracedStatement> statements, double from)
    {
        foreach (var step in statements.GroupBy(statement => statement.Step))
        {
            yield return ([.. step], from);
            from += step.Max(End);
        }
    }

    static double Length(ImmutableArray<TracedStatement> statements) => statements.GroupBy(statement => statement.Step).Sum(step => step.Max(End));

    static double End(TracedStatement statement) => statement.StartedMs + Math.Max(statement.SpentMs, statement.Locks.Select(taken => taken.HeldMs).DefaultIfEmpty(0).Max());

    static string Short(LockMode mode) => mode.Name().Replace("EXCLUSIVE", "EXCL", StringComparison.Ordinal).ToLowerInvariant();

    static string Milliseconds(double at) => at >= 1000 ? string.Create(CultureInfo.InvariantCulture, $"{at / 1000:0.##} s") : string.Create(CultureInfo.InvariantCulture, $"{at:0.#} ms");

    static string Text(string text) => WebUtility.HtmlEncode(text);

    static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    sealed record Held(string Relation, LockMode Mode, double From, double For, string What);

    sealed record Mark(double At, string Name);
}
