namespace Turnstone.Steps;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Sessions;

/// <summary>Several migrations in one go.</summary>
/// <remarks>The server passes over what stands behind a refused statement up to the end of what was sent, so none begins before the one in
/// front of it is committed.</remarks>
sealed partial class StepExecutor
{
    /// <summary>Sends the steps of a convoy's migrations together.</summary>
    /// <returns>Of those that are done, in order. Where some are missing the next one has to go by itself, and says what is wrong.</returns>
    /// <exception cref="StepFailedException">The connection was lost.</exception>
    public async Task<IReadOnlyList<StepResult>> ExecuteTogetherAsync(ImmutableArray<PlannedMigration> convoy, CancellationToken cancel)
    {
        if (convoy.IsEmpty || !await MayTravelAsync())
        {
            return [];
        }
        var begun = context.Time.GetTimestamp();
        ImmutableArray<Attempt> attempts = [.. convoy.Select(migration => new Attempt(migration, (SqlStep)migration.Steps[0], 1, 0, Convoy.PatienceMs))];
        var done = attempts.Length;
        try
        {
            await sender.SendAsync(Together(attempts), attempts[0], cancel);
        }
        catch (StepFailedException) when (!session.IsLost)
        {
            done = await CountCommittedAsync(attempts);
        }
        catch (StepFailedException lost)
        {
            throw Lost(lost, attempts);
        }
        var spent = Milliseconds(begun, context.Time.GetTimestamp());
        return [.. Enumerable.Range(0, done).Select(i => new StepResult(spent * (i + 1) / done - spent * i / done, 0, 0, 1))];
    }

    /// <summary>Those of a convoy that are done after all, in order: the connection was lost and is there again.</summary>
    public async Task<IReadOnlyList<StepResult>> FindTogetherAsync(ImmutableArray<PlannedMigration> convoy)
    {
        var found = new List<StepResult>();
        foreach (var migration in convoy)
        {
            if (await FindDoneAsync(migration, (SqlStep)migration.Steps[0]) is not { } result)
            {
                break;
            }
            found.Add(result);
        }
        return found;
    }

    // An event trigger is code that every CREATE runs: what that leaves in the session must not reach the next migration.
    async Task<bool> MayTravelAsync()
    {
        if (session.IsLost)
        {
            return false;
        }
        try
        {
            return await session.QueryAsync($"SELECT FROM pg_catalog.pg_event_trigger WHERE evtenabled <> 'D' LIMIT 1", _ => true, CancellationToken.None) is [];
        }
        catch (NpgsqlException) when (session.IsLost)
        {
            // The step that is next says so.
            return false;
        }
    }

    Sending Together(ImmutableArray<Attempt> attempts)
    {
        var sending = new Sending(session);
        AddPrelude(sending, attempts[0]);
        foreach (var attempt in attempts)
        {
            sending.Add($"BEGIN");
            sending.Add(SessionState.Naming(ApplicationOf(attempt)));
            foreach (var statement in attempt.Step.Statements)
            {
                sender.Add(sending, new(statement, context.Texts.Text(attempt.Migration, statement), null));
            }
            sending.AddRange(ledger.Record(Row(EntryKind.StepDone, attempt) with { Rows = 0 }, attempt.Migration));
            sending.Add($"COMMIT");
        }
        return sending;
    }

    // With the session went the ledger's answer: what is known is the statement, if the server named it.
    static StepFailedException Lost(StepFailedException lost, ImmutableArray<Attempt> attempts)
    {
        var at = attempts.FirstOrDefault(attempt => attempt.Step.Statements.Any(statement => ReferenceEquals(statement, lost.Statement))) ?? attempts[0];
        return new(at.Migration, at.Step, lost.Statement, lost.Error, lost.InnerException!) { IsLost = true };
    }

    async Task<int> CountCommittedAsync(ImmutableArray<Attempt> attempts)
    {
        var done = 0;
        while (done < attempts.Length && await HasCommittedAsync(attempts[done]))
        {
            done++;
        }
        return done;
    }
}
