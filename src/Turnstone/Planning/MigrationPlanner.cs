namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Plans one file: the steps that a database does not have behind it yet.</summary>
/// <param name="files">Where the hooks around each migration are.</param>
sealed class MigrationPlanner(Settings settings, EnvironmentSettings? environment, PgVersion server, MigrationSet files)
{
    readonly RunSettings run = environment?.Run ?? settings.Run;
    readonly Placeholders placeholders = new(settings.Placeholders);

    /// <summary>A plan of these migrations for the database with that history.</summary>
    public Plan PlanOf(History history, IEnumerable<PlannedMigration> migrations) =>
        new(settings.Project, environment?.Name, (int)server, settings.SearchPath, history.Head, [.. migrations]);

    /// <param name="recorded">The steps that the ledger knows of a migration that is half-way.</param>
    public PlannedMigration? Plan(Migration file, ImmutableArray<RecordedStep> recorded, List<Diagnostic> said)
    {
        var done = recorded.Where(step => step.State == StepState.Done).ToList();
        var built = Build(file, said);
        if (built is null)
        {
            return null;
        }
        var steps = built.After(done.Count);
        foreach (var step in done)
        {
            if (step.Ordinal > steps.Length || steps[step.Ordinal - 1].Digest != step.Digest)
            {
                said.Add(Edited(file, steps.ElementAtOrDefault(step.Ordinal - 1)?.Line ?? 1, step.Ordinal));
                return null;
            }
        }
        var behind = done.Select(step => step.Ordinal).ToHashSet();
        return new(
            file.Kind, file.Name.Version?.Text, file.Name.Description, file.File, file.Checksum.Text, file.Text.Sha256, file.Text.Length,
            KeptText.Of(file.Text, settings.KeepText).Text, file.Directives.Author, file.Directives.Ticket, file.Directives.Context, steps.Length,
            [.. steps.Where(step => !behind.Contains(step.Ordinal))]);
    }

    // What a hook sets holds for the migration behind it: SET ROLE is what beforeEach is written for.
    BuiltSteps? Build(Migration file, List<Diagnostic> said)
    {
        IEnumerable<Migration?> parts = file.Kind == MigrationKind.Hook ? [file] : [files.Hook("beforeEach"), file, files.Hook("afterEach")];
        var built = BuiltSteps.None;
        foreach (var part in parts.OfType<Migration>())
        {
            using var builder = new StepBuilder(part, placeholders, run, server);
            var made = builder.Build(built, hook: part != file);
            said.AddRange(made.Diagnostics);
            if (!made.Passed)
            {
                return null;
            }
            built = made.Value;
        }
        return built;
    }

    /// <summary>What the ledger keeps of an undo when the migration that it takes back is applied.</summary>
    public PlannedUndo UndoOf(Migration undo) =>
        new(undo.File, undo.Checksum.Text, undo.Text.Sha256, undo.Text.Length, KeptText.Of(undo.Text, settings.KeepText).Text);

    /// <summary>The views that a plan may drop and make again.</summary>
    public ImmutableArray<ReplaceableView>? ViewsOf(IEnumerable<Migration> repeatables, bool mayBeLeftOut) =>
        RepeatableViews.Of(repeatables, placeholders, mayBeLeftOut);

    /// <summary>The plan with what runs around it; an empty one stays empty.</summary>
    public Plan WithHooks(Plan plan, List<Diagnostic> said)
    {
        if (plan.IsEmpty)
        {
            return plan;
        }
        PlannedMigration? Hook(string name) => files.Hook(name) is { } file ? Plan(file, [], said) : null;
        return plan with
        {
            Migrations = [.. new[] { Hook("beforeApply") }.OfType<PlannedMigration>(), .. plan.Migrations, .. new[] { Hook("afterApply") }.OfType<PlannedMigration>()],
            AfterError = Hook("afterError"),
        };
    }

    /// <summary>Whether there is a statement in it: one of comments alone takes nothing back.</summary>
    public static bool SaysSomething(Migration file)
    {
        using var reader = new MigrationReader(file);
        return reader.Read() is not null;
    }

    static Diagnostic Edited(Migration file, int line, int step) =>
        Diagnostic.Error("half-way-edited", $"Step {step} of this half-way migration is done and says something else now.", file.File,
            "Put it back as it was; what comes after the last finished step may be edited.").At(line, 1);
}
