namespace Turnstone.Tests.Cli;

using System.Text.Json;
using System.Text.RegularExpressions;
using Turnstone.Cli;
using Turnstone.Cli.Rendering;
using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;
using Turnstone.Text;

/// <summary>What happens in a run is told in full, to programs and to people: <c>docs/events.md</c> has an example of each.</summary>
public sealed partial class EventsTests : IDisposable
{
    const string Page = "docs/events.md";

    readonly StringWriter output = new();
    readonly StringWriter error = new();
    readonly Signals signals = new(TimeProvider.System);

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
        signals.Dispose();
    }

    [Fact]
    public void There_is_an_example_of_every_event() =>
        Happenings.All.Select(happened => happened.GetType()).ShouldBe(typeof(RunEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(RunEvent))), ignoreOrder: true);

    [Fact]
    public void The_page_has_every_line_there_can_be_and_what_a_terminal_shows_of_it()
    {
        List<(string Name, string Json, string Text)> said = [.. Happenings.All.Select(happened => (Line(happened), Shown(happened))).Select(both => (NameOf(both.Item1), both.Item1, both.Item2))];
        var report = Report(events: true);
        report.Run = Happenings.All.OfType<RunEvent.Started>().Single().RunId;
        report.Fail(FailureKind.Unavailable, Diagnostic.Error("unavailable", "ALTER TABLE failed: canceling statement due to lock timeout (SQLSTATE 55P03).", "migrations/V7__orders_by_customer.sql", "To go on: turnstone apply").At(1, 1),
            new TimeoutException("the cause"));
        said.AddRange(Taken().TrimEnd().Split('\n').Select(line => (NameOf(line), line, "")));

        var page = File.ReadAllText(Repository.PathOf(Page));
        Section().Matches(page).Select(section => section.Groups["name"].Value).ShouldBe(said.Select(one => one.Name), ignoreOrder: true);
        Golden.MatchesFile(Page, Section().Replace(page, section =>
        {
            var (_, json, text) = said.Single(one => one.Name == section.Groups["name"].Value);
            var block = text.Length == 0 ? "" : $"\n```text\n{text}```\n";
            return $"{section.Groups["head"].Value}```json\n{json}\n```\n{block}{section.Groups["rest"].Value}";
        }));
    }

    [Fact]
    public void A_line_is_one_line_whatever_is_in_it()
    {
        var line = Line(new RunEvent.ServerSaid("NOTICE", "two\nlines, a \"quote\"\u2028 and \u0001"));

        line.ShouldNotContain('\n');
        JsonDocument.Parse(line).RootElement.GetProperty("message").GetString().ShouldBe("two\nlines, a \"quote\"\u2028 and \u0001");
    }

    [Fact]
    public void F43_No_secret_is_in_a_line_or_on_the_terminal()
    {
        var masking = new Masking();
        masking.Add(new Secret("n3ver-5een"));
        var blocker = new Blocker(1, "client backend", "psql", "bob", null, "active", null, "ALTER ROLE a PASSWORD 'n3ver-5een'");
        RunEvent[] telling =
        [
            new RunEvent.ServerSaid("NOTICE", "it is n3ver-5een"),
            new RunEvent.StepWaiting(Migration, Step, new("t", "ShareLock", TimeSpan.FromSeconds(1), [blocker])),
            new RunEvent.StepWorking(Migration, Step, new("VACUUM", "n3ver-5een", 1, 2, "blocks", blocker), TimeSpan.FromSeconds(1)),
        ];

        var (writer, renderer) = (new EventWriter(Report(events: true, masking: masking)), new RunRenderer(Report(width: 200, masking: masking)));
        foreach (var happened in telling)
        {
            writer.Write(happened);
            renderer.Show(happened);
        }

        Taken().ShouldNotContain("n3ver");
    }

    [Fact]
    public void A_lines_run_is_known_from_its_beginning_on()
    {
        var writer = new EventWriter(Report(events: true));
        RunEvent.Reconnected before = new(TimeSpan.Zero);
        var id = Guid.NewGuid();
        writer.Write(before);
        writer.Write(new RunEvent.Started(id, 1, 1));
        writer.Write(before);

        Taken().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.TryGetProperty("run_id", out var run) ? run.GetGuid() : (Guid?)null).ShouldBe([null, id, id]);
    }

    [Fact]
    public void With_lines_of_JSON_nothing_else_is_on_standard_error()
    {
        var report = Report(events: true);
        report.Progress("something");
        report.Bar("something");
        report.Add([Diagnostic.Warning("w", "careful")]);
        report.End(ExitCode.Ok);

        Taken().TrimEnd().Split('\n').Select(NameOf).ShouldBe(["diagnostic", "ended"]);
        $"{output}".ShouldBeEmpty();
    }

    static PlannedMigration Migration => ((RunEvent.MigrationStarted)Happenings.All.First(one => one is RunEvent.MigrationStarted)).Migration;

    static Step Step => Migration.Steps[0];

    static string NameOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!;

    string Line(RunEvent happened)
    {
        var writer = new EventWriter(Report(events: true));
        if (happened is not (RunEvent.Connecting or RunEvent.WaitingForRun))
        {
            writer.Write(Happenings.All.OfType<RunEvent.Started>().Single());
        }
        _ = Taken();
        writer.Write(happened);
        return Taken().TrimEnd('\n');
    }

    // What is said only to whoever wants to know more is said here as well.
    string Shown(RunEvent happened)
    {
        new RunRenderer(Report(width: 160)).Show(happened);
        return Taken() is var text && text.StartsWith('\r') ? $"{text[1..]}\n" : text;
    }

    string Taken()
    {
        var said = $"{error}";
        error.GetStringBuilder().Clear();
        return said;
    }

    Report Report(bool events = false, int? width = null, Masking? masking = null) =>
        new(new(TextReader.Null, output, error, false, width is not null, new Dictionary<string, string>(), Repository.Root) { Width = () => width ?? 0 }, masking ?? new(), signals, "apply")
        {
            Json = false,
            Quiet = false,
            Verbose = true,
            Colors = false,
            Events = events,
            Time = new StandingClock(),
        };

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 14, 9, 30, 0, 125, TimeSpan.Zero);
    }

    [GeneratedRegex(@"(?<head>^## (?<name>\w+)\n.*?)^```json\n.*?^```\n(\n```text\n.*?^```\n)?(?<rest>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
