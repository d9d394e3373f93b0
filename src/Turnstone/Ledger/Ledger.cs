namespace Turnstone.Ledger;

using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The append-only, hash-chained history of a project in its target database.</summary>
public sealed class Ledger(Session session, string schema, string project)
{
    readonly LedgerSchema tables = new(session, new Identifier(schema));

    /// <summary>Whether the database has a ledger that this release can read.</summary>
    public async Task<bool> ExistsAsync(CancellationToken stop) => await tables.VersionAsync(stop) > 0;

    /// <summary>Everything the ledger knows of the project, in one query.</summary>
    public async Task<History> ReadAsync(CancellationToken stop)
    {
        var history = new HistoryReader();
        foreach (var entry in await EntriesAsync(stop))
        {
            history.Add(entry);
        }
        return history.ToHistory();
    }

    /// <summary>Every row of the project, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(CancellationToken stop) =>
        await session.QueryAsync($"""
            SELECT id, run_id::text, ordinal, previous, hash, payload FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)} ORDER BY id
            """,
            row => new LedgerEntry(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3),
                row.GetString(4), row.GetString(5)),
            stop);

    /// <summary>The text that was applied, where the ledger keeps it.</summary>
    public async Task<string?> ContentAsync(string sha256, CancellationToken stop) =>
        (await session.QueryAsync($"SELECT text FROM {tables.Table("content")} WHERE sha256 = {Literal.Of(sha256)}",
            row => row.IsDBNull(0) ? null : row.GetString(0), stop)).FirstOrDefault();

    /// <summary>What of the kept texts is no longer what was recorded.</summary>
    /// <remarks>Several projects may have recorded one text, and not each of them keeps it: it has to be as one of them recorded it.</remarks>
    public async Task<IReadOnlyList<Diagnostic>> ContentTroublesAsync(CancellationToken stop) =>
        await session.QueryAsync($"""
            WITH recorded AS (
                SELECT DISTINCT project, payload::jsonb ->> 'content' AS sha256, payload::jsonb ->> 'kept' AS kept FROM {tables.Table("entry")}
                WHERE kind IN ({Literal.Of(EntryKind.StepStarted)}, {Literal.Of(EntryKind.StepDone)}) AND payload::jsonb ? 'content'
            ), found AS (
                SELECT sha256, pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(text, 'UTF8')), 'hex') AS kept FROM {tables.Table("content")}
            )
            SELECT DISTINCT sha256, EXISTS (SELECT FROM found WHERE found.sha256 = ours.sha256) FROM recorded ours
            WHERE project = {Literal.Of(project)} AND NOT EXISTS
                (SELECT FROM found JOIN recorded USING (sha256) WHERE sha256 = ours.sha256 AND found.kept IS NOT DISTINCT FROM recorded.kept)
            """,
            row => Diagnostic.Error("ledger-broken", row.GetBoolean(1)
                ? $"The text kept as {row.GetString(0)} was changed: its digest is another."
                : $"The text kept as {row.GetString(0)} is gone.",
                help: "Compare with the file in version control."),
            stop);

    /// <summary>Makes the ledger, or brings it to this release's version. Under the run's lock.</summary>
    /// <exception cref="FailureException">The role may not, or the ledger is newer than this release.</exception>
    public Task PrepareAsync(CancellationToken stop) => tables.PrepareAsync(stop);

    /// <summary>Opens a run: whoever wrote before and is still alive is fenced off, runs that never ended are closed as abandoned.</summary>
    public async Task<LedgerRun> OpenRunAsync(RunOrigin origin, string planDigest, RunLock held, CancellationToken stop)
    {
        var id = Guid.NewGuid();
        var token = (await session.QueryAsync($"""
            INSERT INTO {tables.Table("fence")} AS f (project, token, run_id) VALUES ({Literal.Of(project)}, 1, {Literal.Of(id.ToString())})
            ON CONFLICT (project) DO UPDATE SET token = f.token + 1, run_id = excluded.run_id
            RETURNING token
            """, row => row.GetInt64(0), stop))[0];
        var writer = new LedgerWriter(tables, project, token, held.Key);
        foreach (var left in await UnclosedAsync(stop))
        {
            await session.ExecuteAsync(stop, writer.Append(left, new RunClosedRow(EntryKind.RunClosed, "abandoned", 0, null)));
        }
        var (previousRun, previousHead) = await LastAsync(stop);
        var opened = new RunOpenedRow(EntryKind.RunOpened, origin.Verb, origin.User, origin.Host, session.Server.User, origin.ToolVersion,
            session.Server.VersionText, planDigest, origin.Environment, origin.AppVersion, origin.GitCommit, origin.CiBuild, origin.ImageDigest,
            previousRun, previousHead);
        await session.ExecuteAsync(stop, writer.Append(id.ToString(), opened));
        return new LedgerRun(session, writer, id);
    }

    /// <summary>Records what somebody found out about a step that was begun: that it happened, or that it is to be run again.</summary>
    /// <exception cref="FailureException">The ledger has no such step, or it is not open.</exception>
    public async Task ResolveAsync(
        RunOrigin origin, RunLock held, string version, int step, bool done, string reason, CancellationToken stop)
    {
        var migration = (await ReadAsync(stop)).Find(version);
        var open = migration?.Steps.FirstOrDefault(one => one.Ordinal == step && one.State is StepState.Started or StepState.Failed);
        if (migration is null || open is null)
        {
            throw FailureException.Refused("step-not-open", $"Step {step} of V{version} is not one that waits for an answer.",
                "Nothing was changed.\n'turnstone status' shows what is half-way.");
        }
        var run = await OpenRunAsync(origin, "", held, stop);
        await run.RecordAsync(StepRow.Resolving(done ? EntryKind.StepMarkedDone : EntryKind.StepRedo, migration, open, reason), stop);
        await run.TryCloseAsync("done", 0, null);
    }

    async Task<List<string>> UnclosedAsync(CancellationToken stop) =>
        await session.QueryAsync($"""
            SELECT opened.run_id::text FROM {tables.Table("entry")} opened
            WHERE opened.project = {Literal.Of(project)} AND opened.kind = {Literal.Of(EntryKind.RunOpened)} AND NOT EXISTS
                (SELECT FROM {tables.Table("entry")} closed WHERE closed.run_id = opened.run_id AND closed.kind = {Literal.Of(EntryKind.RunClosed)})
            """, row => row.GetString(0), stop);

    async Task<(string? Run, string? Head)> LastAsync(CancellationToken stop) =>
        (await session.QueryAsync<(string?, string?)>($"""
            SELECT run_id::text, hash FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)} ORDER BY id DESC LIMIT 1
            """, row => (row.GetString(0), row.GetString(1)), stop)).FirstOrDefault();
}
