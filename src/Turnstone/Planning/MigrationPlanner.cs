namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Plans one file: the steps that a database does not have behind it yet.</summary>
/// <param name="files">Where the hooks are.</param>
/// <param name="contexts">Those of the database.</param>
sealed class MigrationPlanner(
    Settings settings, EnvironmentSettings? environment, PgVersion server, MigrationSet files, ImmutableArray<string> contexts)
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
                said.Add(Edited(file, steps.ElementAtOrDefault(step.Ordinal - 1), step.Ordinal));
                return null;
            }
        }
        foreach (var begun in recorded.Where(step => step.State is StepState.Started or StepState.Failed))
        {
            if (steps.ElementAtOrDefault(begun.Ordinal - 1) is not SqlStep now || now.Digest != begun.Digest)
            {
                said.Add(EditedSince(file, steps.ElementAtOrDefault(begun.Ordinal - 1), begun.Ordinal));
                return null;
            }
            steps = steps.SetItem(begun.Ordinal - 1, now with { Begun = new(begun.State == StepState.Failed, begun.Evidence) });
        }
        var behind = done.Select(step => step.Ordinal).ToHashSet();
        return new(
            file.Kind, file.Name.Version?.Text, file.Name.Description, file.File, file.Checksum.Text, file.Text.Sha256, file.Text.Length,
            KeptText.Of(file.Text, settings.KeepText).Text, file.Directives.Author, file.Directives.Ticket, file.Directives.Context, steps.Length,
            [.. steps.Where(step => !behind.Contains(step.Ordinal))])
        {
            Hooks = HooksAround(file),
        };
    }

    ImmutableArray<PlannedFile>? HooksAround(Migration file)
    {
        ImmutableArray<PlannedFile> hooks = file.Kind is MigrationKind.Hook or MigrationKind.Assert ? []
            : [.. new[] { HookOf("beforeEach"), HookOf("afterEach") }.OfType<Migration>().Select(KeptOf)];
        return hooks.IsEmpty ? null : hooks;
    }

    // What a hook sets holds for the migration behind it: SET ROLE is what beforeEach is written for.
    BuiltSteps? Build(Migration file, List<Diagnostic> said)
    {
        IEnumerable<Migration?> parts = file.Kind is MigrationKind.Hook or MigrationKind.Assert ? [file] : [HookOf("beforeEach"), file, HookOf("afterEach")];
        var built = BuiltSteps.None;
        foreach (var part in parts.OfType<Migration>())
        {
            said.AddRange(part.Troubles);
            if (part.Troubles.Any(trouble => trouble.Severity == Severity.Error))
            {
                return null;
            }
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

    /// <summary>What the ledger keeps of a file that belongs to another one.</summary>
    public PlannedFile KeptOf(Migration file) =>
        new(file.File, file.Checksum.Text, file.Text.Sha256, file.Text.Length, KeptText.Of(file.Text, settings.KeepText).Text);

    /// <summary>The views that a plan may drop and make again.</summary>
    /// <param name="mayBeLeftOut">The files of those that a step may do without.</param>
    public ImmutableArray<ReplaceableView>? ViewsOf(IEnumerable<Migration> repeatables, ImmutableArray<string> mayBeLeftOut) =>
        RepeatableViews.Of(repeatables, placeholders, mayBeLeftOut);

    /// <summary>Whether the database runs a file of that context.</summary>
    public bool Runs(Migration file) => StatusReader.BelongsTo(file, contexts);

    /// <summary>The plan with what runs around it; an empty one stays empty, unless what should have run behind the last one did not.</summary>
    public Plan WithHooks(Plan plan, History history, List<Diagnostic> said)
    {
        if (plan.IsEmpty && !(history.HasNewSinceAfterApply && HookOf("afterApply") is not null))
        {
            return plan;
        }
        var before = plan.IsEmpty ? null : PlanHook("beforeApply", said);
        return plan with
        {
            Migrations = [.. new[] { before }.OfType<PlannedMigration>(), .. plan.Migrations, .. new[] { PlanHook("afterApply", said) }.OfType<PlannedMigration>()],
            AfterError = PlanHook("afterError", said),
        };
    }

    Migration? HookOf(string name) => files.Hook(name) is { } file && Runs(file) ? file : null;

    // Nobody comes back to a hook around a run: it runs anew with the next one.
    PlannedMigration? PlanHook(string name, List<Diagnostic> said)
    {
        if (HookOf(name) is not { } file || Plan(file, [], said) is not { } planned)
        {
            return null;
        }
        if (planned.Steps.OfType<SqlStep>().FirstOrDefault(step => !step.Transaction) is { } alone)
        {
            said.Add(Diagnostic.Error("hook-outside-transaction", $"{alone.Verb} runs outside a transaction: cut off in a hook, nobody would come back to it.",
                file.File, "Write it as a migration of its own.").At(alone.Line, 1));
        }
        return planned;
    }

    /// <summary>Whether there is a statement in it: one of comments alone takes nothing back.</summary>
    public static bool SaysSomething(Migration file)
    {
        using var reader = new MigrationReader(file);
        return reader.Read() is not null;
    }

    static Diagnostic EditedSince(Migration file, Step? now, int step) =>
        Diagnostic.Error("half-way-edited", $"Step {step} of {file.Name.Text} was begun, nobody knows yet whether it happened, and it says something else now.", now?.File ?? file.File,
            "Put it back as it was and apply, which finds out and clears what is half-made; then edit it.").At(now?.Line ?? 1, 1);

    static Diagnostic Edited(Migration file, Step? now, int step) =>
        Diagnostic.Error("half-way-edited", $"Step {step} of {file.Name.Text}, which is half-way, is done and says something else now.", now?.File ?? file.File,
            now?.File is null
                ? "Put it back as it was; what comes after the last finished step may be edited."
                : "The hook was edited, added or removed meanwhile: put it back as it was until the migration is through.").At(now?.Line ?? 1, 1);
}
