namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Plans one file: the steps that a database does not have behind it yet.</summary>
sealed class MigrationPlanner(Settings settings, EnvironmentSettings? environment, PgVersion server)
{
    readonly RunSettings run = environment?.Run ?? settings.Run;
    readonly Placeholders placeholders = new(settings.Placeholders);

    /// <param name="recorded">The steps that the ledger knows of a migration that is half-way.</param>
    public PlannedMigration? Plan(Migration file, ImmutableArray<RecordedStep> recorded, List<Diagnostic> said)
    {
        var done = recorded.Where(step => step.State == StepState.Done).ToList();
        using var builder = new StepBuilder(file, placeholders, run, server);
        var built = builder.Build();
        said.AddRange(built.Diagnostics);
        if (!built.Passed)
        {
            return null;
        }
        var steps = built.Value.After(done.Count);
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
            Kept(file, settings.KeepText), file.Directives.Author, file.Directives.Ticket, file.Directives.Context, steps.Length,
            [.. steps.Where(step => !behind.Contains(step.Ordinal))]);
    }

    /// <summary>What the ledger keeps of an undo when the migration that it takes back is applied.</summary>
    public PlannedUndo UndoOf(Migration undo) =>
        new(undo.File, undo.Checksum.Text, undo.Text.Sha256, undo.Text.Length, Kept(undo, settings.KeepText));

    /// <summary>The views that a plan may drop and make again.</summary>
    public ImmutableArray<ReplaceableView>? ViewsOf(IEnumerable<Migration> repeatables, bool mayBeLeftOut) =>
        RepeatableViews.Of(repeatables, placeholders, mayBeLeftOut);

    /// <summary>The plan with what runs around it; an empty one stays empty.</summary>
    public Plan WithHooks(Plan plan, MigrationSet files, List<Diagnostic> said)
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

    /// <summary>The text as the ledger keeps it; none where it is too long.</summary>
    public static string? Kept(Migration file, long most) =>
        file.Text is { Whole: { } whole, Length: var length } && length <= most ? Masking.MaskSql(whole) : null;

    static Diagnostic Edited(Migration file, int line, int step) =>
        Diagnostic.Error("half-way-edited", $"Step {step} of this half-way migration is done and says something else now.", file.File,
            "Put it back as it was; what comes after the last finished step may be edited.").At(line, 1);
}
