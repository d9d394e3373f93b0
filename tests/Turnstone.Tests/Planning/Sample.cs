namespace Turnstone.Tests.Planning;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Files, histories and plans for the tests of planning.</summary>
static class Sample
{
    public static Settings Settings { get; } = new()
    {
        Root = Repository.Root,
        Project = "shop",
        Placeholders = new Dictionary<string, Placeholder>
        {
            ["region"] = new() { Text = "eu-west" },
            ["table"] = new() { Text = "accounts" },
            ["app_password"] = new() { Reference = "env:APP_PASSWORD", Secret = new Secret("n3ver-5een") },
        }.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    public static Migration File(string name, string text) =>
        new(FileName.Read(name).Name!, name, new SourceText(text), Directives.Read(text, name).Value!, Checksum.Of(text));

    public static MigrationSet Set(params IEnumerable<Migration> versioned) => new([.. versioned.OrderBy(one => one.Version)], [], []);

    public static Standing Stand(MigrationSet files, History history, params ImmutableArray<string> contexts) =>
        new(files, history, new StatusReader(contexts, governed: false).Read(files, history, null), HasLedger: true);

    public static Checked<Plan> Make(Settings settings, MigrationSet files, History history, string? to = null) =>
        new Planner(settings, null, PgVersion.V18, []).Plan(Stand(files, history), new(to is null ? null : MigrationVersion.Parse(to), null));

    public static PlannedMigration One(string text, History? history = null) =>
        Make(Settings, Set(File("V1__one.sql", text)), history ?? History.Empty).Value!.Migrations.ShouldHaveSingleItem();

    public static History After(params ImmutableArray<RecordedMigration> recorded) => new(recorded, "head");

    /// <summary>A migration that ran whole, as the planner of that day planned it.</summary>
    public static RecordedMigration Done(Migration file, int day = 1) => Done(file, int.MaxValue, day);

    /// <summary>A migration of which only the first steps ran.</summary>
    public static RecordedMigration Done(Migration file, int steps, int day)
    {
        var planned = Make(Settings, Set(file), History.Empty).Value!.Migrations[0];
        return new(file.Version.Text, file.Name.Description, file.File, file.Checksum.Text, planned.Content, planned.Of,
            DateTimeOffset.Parse($"2026-01-{day:00}T12:00:00Z", CultureInfo.InvariantCulture), 5,
            [.. planned.Steps.Take(steps).Select(step => new RecordedStep(step.Ordinal, step.Digest, StepState.Done, null))]);
    }
}
