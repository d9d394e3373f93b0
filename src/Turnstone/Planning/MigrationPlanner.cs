namespace Turnstone.Planning;

using System.Collections.Immutable;
using System.Text;
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
        var steps = new StepBuilder(file, placeholders, run, server).Build(done.Count);
        said.AddRange(steps.Diagnostics);
        if (!steps.Passed)
        {
            return null;
        }
        foreach (var step in done)
        {
            if (step.Ordinal > steps.Value.Count || steps.Value[step.Ordinal - 1].Digest != step.Digest)
            {
                said.Add(Edited(file, steps.Value.ElementAtOrDefault(step.Ordinal - 1)?.Line ?? 1, step.Ordinal));
                return null;
            }
        }
        var behind = done.Select(step => step.Ordinal).ToHashSet();
        var length = Length(file);
        return new(
            file.Kind, file.Name.Version?.Text, file.Name.Description, file.File, file.Checksum.Text, Digest.Of(file.Text), length,
            length <= settings.KeepText ? Masking.MaskSql(file.Text) : null,
            file.Directives.Author, file.Directives.Ticket, file.Directives.Context, steps.Value.Count,
            [.. steps.Value.Where(step => !behind.Contains(step.Ordinal))]);
    }

    /// <summary>What the ledger keeps of an undo when the migration that it takes back is applied.</summary>
    public PlannedUndo UndoOf(Migration undo) =>
        new(undo.File, undo.Checksum.Text, Digest.Of(undo.Text), Length(undo), Length(undo) <= settings.KeepText ? Masking.MaskSql(undo.Text) : null);

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
    public static bool SaysSomething(Migration file) => new StatementReader(new StringReader(file.Text)).Read() is not null;

    static int Length(Migration file) => Encoding.UTF8.GetByteCount(file.Text);

    static Diagnostic Edited(Migration file, int line, int step) =>
        Diagnostic.Error("half-way-edited", $"Step {step} of this half-way migration is done and says something else now.", file.File,
            "Put it back as it was; what comes after the last finished step may be edited.").At(line, 1);
}
