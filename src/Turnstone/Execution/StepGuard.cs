namespace Turnstone.Execution;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;

/// <summary>Holds the database against what a step of a plan expects, right before the step: what somebody else changed meanwhile stops the run.</summary>
/// <param name="anew">What is typed to plan for the database as it is.</param>
sealed class StepGuard(Func<Session, SchemaReader> readerOf, string anew)
{
    const int MostNamed = 5;

    /// <exception cref="FailureException">Something that the step touches or depends on is another than it was.</exception>
    /// <exception cref="StepFailedException">It could not be found out.</exception>
    public async Task RefuseDriftAsync(Session session, PlannedMigration migration, SqlStep step, CancellationToken cancel)
    {
        // What is half-made of a step that was begun is its own affair.
        if (step is not { Expects: { IsEmpty: false } expected, Begun: null })
        {
            return;
        }
        if (await DifferencesAsync(session, migration, step, expected, cancel) is [_, ..] differences)
        {
            throw new FailureException(FailureKind.Drift, Diagnostic.Error("drift", $"Somebody else changed what step {step.Ordinal} of {migration.Name} is about, since the plan was made: {Listed(differences)}.",
                step.File ?? migration.File, $"The step was not begun; what was applied before it stands.\nWhat it was, and how to have it back: turnstone drift --sql\nTo plan for what is there now: {anew}").At(step.Line, 1));
        }
    }

    /// <summary>Whether nothing that any of these steps is about was changed; also not where that could not be found out.</summary>
    public async Task<bool> FitsAsync(Session session, ImmutableArray<PlannedMigration> migrations, CancellationToken cancel)
    {
        List<ExpectedObject> expected = [.. migrations.SelectMany(migration => migration.Steps).OfType<SqlStep>().SelectMany(step => step.Expects ?? []).Distinct()];
        try
        {
            return expected.Count == 0 || Expectation.Differences(expected, await ReadAsync(session, cancel)).IsEmpty;
        }
        catch (Exception trouble) when (trouble is NpgsqlException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // Each goes by itself then, and says what is wrong.
            return false;
        }
    }

    async Task<ImmutableArray<string>> DifferencesAsync(Session session, PlannedMigration migration, SqlStep step, ImmutableArray<ExpectedObject> expected, CancellationToken cancel)
    {
        try
        {
            return Expectation.Differences(expected, await ReadAsync(session, cancel));
        }
        catch (Exception trouble) when (trouble is NpgsqlException or IOException or InvalidOperationException or OperationCanceledException)
        {
            throw new StepFailedException(migration, step, null, null, trouble) { IsLost = session.IsLost, Remains = Remains.Nothing, About = $"Looking at what step {step.Ordinal} is about" };
        }
    }

    // As the migrator, whatever the migration before set.
    async Task<Schema> ReadAsync(Session session, CancellationToken cancel)
    {
        await session.ExecuteAsync(cancel, SessionState.Cleared);
        return await readerOf(session).ReadAsync(cancel);
    }

    static string Listed(ImmutableArray<string> differences) => string.Join(", ", differences.Take(MostNamed)) + (differences.Length > MostNamed ? $" and {differences.Length - MostNamed} more" : "");
}
