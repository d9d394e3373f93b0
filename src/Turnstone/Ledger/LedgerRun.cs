namespace Turnstone.Ledger;

using Npgsql;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Text;

/// <summary>One run's place in the ledger: what it writes is chained, fenced and refused once the run's lock is gone.</summary>
public sealed class LedgerRun
{
    readonly Session session;
    readonly LedgerWriter writer;
    readonly Sql run;

    internal LedgerRun(Session session, LedgerWriter writer, Guid id)
    {
        this.session = session;
        this.writer = writer;
        Id = id;
        run = RunOf(id);
    }

    public Guid Id { get; }

    /// <summary>The statements that record a step; sent in the step's own transaction they commit with it or not at all.</summary>
    internal IEnumerable<Sql> Record(StepRow row, PlannedMigration migration) => writer.Record(run, row, migration);

    /// <summary>The statements that record which repeatables no longer stand; each is applied again when it can be.</summary>
    /// <param name="files">Theirs.</param>
    internal IEnumerable<Sql> Withdraw(IEnumerable<string> files) => writer.Withdraw(run, files);

    /// <summary>The run's identity as a constant.</summary>
    internal static Sql RunOf(Guid id) => $"{Literal.Of(id.ToString())}";

    internal Task RecordAsync(StepRow row, PlannedMigration migration, CancellationToken stop) =>
        session.ExecuteAsync(stop, [$"BEGIN", .. Record(row, migration), $"COMMIT"]);

    internal Task NoteAsync(IReadOnlyList<StepRow> rows, IReadOnlyList<KeptText> texts, CancellationToken stop) =>
        session.ExecuteAsync(stop, [$"BEGIN", .. texts.Select(writer.Keep), .. rows.Select(row => writer.Append(run, row)), $"COMMIT"]);

    internal Task ClaimAsync(Sql claim, ClaimedRow row, CancellationToken stop) =>
        session.ExecuteAsync(stop, $"BEGIN", claim, writer.Append(run, row), $"COMMIT");

    /// <summary>Whether this run has recorded a step as done.</summary>
    internal Task<bool> HasDoneAsync(PlannedMigration migration, int step) => HasAsync(EntryKind.StepDone, migration, step);

    /// <summary>Whether this run has recorded a step as begun.</summary>
    internal Task<bool> HasStartedAsync(PlannedMigration migration, int step) => HasAsync(EntryKind.StepStarted, migration, step);

    async Task<bool> HasAsync(string kind, PlannedMigration migration, int step) =>
        (await session.QueryAsync(writer.Has(kind, run, migration.File, step), row => row.GetBoolean(0), CancellationToken.None))[0];

    /// <summary>Writes the run's last row; where the session is gone the next run writes it in our place.</summary>
    /// <param name="left">The schema as the run left it: its fingerprint, and the text to be kept of those of its objects.</param>
    internal async Task TryCloseAsync(string status, int applied, string? error, (string Whole, KeptText Objects)? left = null, string? reason = null)
    {
        if (session.IsLost)
        {
            return;
        }
        try
        {
            await session.RollbackAsync();
            await session.ExecuteAsync(CancellationToken.None, SessionState.Cleared);
            var row = new RunClosedRow(EntryKind.RunClosed, status, applied, error, left?.Whole, left?.Objects.Content, reason);
            Sql[] kept = left is { } schema ? [writer.Keep(schema.Objects)] : [];
            await session.ExecuteAsync(CancellationToken.None, [$"BEGIN", .. kept, writer.Append(run, row), $"COMMIT"]);
        }
        catch (Exception trouble) when (trouble is NpgsqlException || session.IsLost)
        {
            // Overtaken, or the server just went away: what happened is said by the steps' own rows.
        }
    }
}
