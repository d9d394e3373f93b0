namespace Turnstone.Ledger;

using Turnstone.Diagnostics;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The append-only, hash-chained history of a project in its target database.</summary>
public sealed class Ledger(Session session, string schema, string project)
{
    readonly LedgerSchema tables = new(session, new Identifier(schema));
    readonly LedgerOpening opening = new(new Identifier(schema), project);

    /// <summary>Whether the database has a ledger that this release can read.</summary>
    public async Task<bool> ExistsAsync(CancellationToken stop) => await tables.VersionAsync(stop) > 0;

    /// <summary>Whether the database has a ledger, and what it says of whose database this is.</summary>
    internal Task<LedgerFound> FindAsync(CancellationToken stop) => tables.FindAsync(project, stop);

    /// <exception cref="FailureException">A newer release has written it.</exception>
    internal void RefuseNewer(int version) => tables.RefuseNewer(version);

    /// <summary>What the ledger knows of the project, in one query.</summary>
    /// <param name="details">Whether what was applied is wanted with its file, its text and its undo; a run that finds everything as it
    /// should be does without.</param>
    /// <exception cref="FailureException">A row cannot be read.</exception>
    public async Task<History> ReadAsync(bool details, CancellationToken stop)
    {
        var history = new HistoryReader();
        await foreach (var (step, payload, hash) in RowsAsync(details, stop))
        {
            history.Add(step, payload, hash);
        }
        return history.ToHistory();
    }

    sealed record Row(LedgerStep Step, string? Payload, string? Hash);

    IAsyncEnumerable<Row> RowsAsync(bool details, CancellationToken stop) => session.StreamAsync($"""
        SELECT id, run_id, kind, type, version, step, of, description, checksum,
            CASE WHEN kind <> {Literal.Of(EntryKind.StepDone)} OR type IS NOT NULL OR of > 1 THEN digest END, execution_ms, at,
            CASE WHEN kind NOT IN ({Literal.Of(EntryKind.RunOpened)}, {Literal.Of(EntryKind.RunClosed)}, {Literal.Of(EntryKind.StepDone)})
                OR kind = {Literal.Of(EntryKind.StepDone)} AND (type <> {Literal.Of(RowType.Assert)} OR of > 1 OR {Literal.Of(details)}) THEN payload END,
            CASE WHEN id = (SELECT pg_catalog.max(id) FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)}) THEN hash END
        FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)} ORDER BY id
        """,
        row =>
        {
            string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
            int Number(int column) => row.IsDBNull(column) ? 0 : row.GetInt32(column);
            return new Row(new(row.GetInt64(0), row.GetGuid(1), row.GetString(2), Text(3), Text(4), Number(5), Number(6), Text(7) ?? "",
                Text(8) ?? "", Text(9) ?? "", row.IsDBNull(10) ? 0 : row.GetInt64(10), row.GetFieldValue<DateTimeOffset>(11)), Text(12), Text(13));
        }, stop);

    /// <summary>Every row of the project, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(CancellationToken stop) =>
        await session.QueryAsync($"""
            SELECT id, run_id::text, ordinal, previous, hash, payload FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)} ORDER BY id
            """,
            row => new LedgerEntry(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3),
                row.GetString(4), row.GetString(5)),
            stop);

    /// <summary>The texts that the ledger keeps under these digests.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TextsAsync(IEnumerable<string> digests, CancellationToken stop)
    {
        var wanted = Literal.Of($"{{{string.Join(',', digests.Distinct())}}}");
        var texts = await session.QueryAsync($"SELECT sha256, text FROM {tables.Table("content")} WHERE sha256 = ANY ({wanted}::text[]) AND text IS NOT NULL",
            row => (row.GetString(0), row.GetString(1)), stop);
        return texts.ToDictionary();
    }

    /// <summary>Records that the schema counts as it is now, in a run of its own.</summary>
    internal async Task AcknowledgeAsync(RunOrigin origin, RunLock held, (string Whole, KeptText Objects) left, string reason, CancellationToken stop) =>
        await (await OpenRunAsync(origin, "", held, stop)).TryCloseAsync("done", 0, null, left, reason);

    /// <summary>The fingerprints of the schema's objects, as the last run that did something left it or somebody acknowledged it since, in the text that was kept of
    /// them; none where they could not be read, or were too long to be kept.</summary>
    internal async Task<string?> FingerprintAsync(CancellationToken stop) =>
        (await session.QueryAsync<string?>($"""
            SELECT content.text FROM {tables.Table("entry")} closed
            LEFT JOIN {tables.Table("content")} content ON content.sha256 = closed.payload::jsonb ->> 'objects'
                AND content.sha256 = pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(content.text, 'UTF8')), 'hex')
            WHERE closed.kind = {Literal.Of(EntryKind.RunClosed)} AND closed.run_id =
                (SELECT run_id FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)}
                    AND (step IS NOT NULL AND kind <> {Literal.Of(EntryKind.Baselined)} OR kind = {Literal.Of(EntryKind.RunClosed)} AND payload::jsonb ? 'objects') ORDER BY id DESC LIMIT 1)
            """, row => row.IsDBNull(0) ? null : row.GetString(0), stop)).FirstOrDefault();

    /// <summary>The hash of the newest row; none before the first run.</summary>
    public async Task<string?> HeadAsync(CancellationToken stop) => (await LastAsync(stop)).Head;

    /// <summary>What was recorded of steps and migrations behind a row, oldest first.</summary>
    /// <param name="head">The hash of the row; none for everything.</param>
    /// <returns>None where there is no such row.</returns>
    internal async Task<IReadOnlyList<StepSince>?> SinceAsync(string? head, CancellationToken stop)
    {
        var known = head is null ? [0] : await session.QueryAsync(
            $"SELECT id FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)} AND hash = {Literal.Of(head)}", row => row.GetInt64(0), stop);
        return known is not [var id, ..] ? null : await session.QueryAsync($"""
            SELECT kind, type, version, step, coalesce(description, ''), digest, run_id FROM {tables.Table("entry")}
            WHERE project = {Literal.Of(project)} AND id > {id} AND step IS NOT NULL ORDER BY id
            """,
            row => new StepSince(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3), row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.GetGuid(6)), stop);
    }

    /// <summary>What of the kept texts is no longer what was recorded.</summary>
    /// <remarks>Several projects may have recorded one text, and not each of them keeps it: it has to be as one of them recorded it.</remarks>
    public async Task<IReadOnlyList<Diagnostic>> ContentTroublesAsync(CancellationToken stop) =>
        await session.QueryAsync($"""
            WITH named AS (
                SELECT project, payload::jsonb AS own FROM {tables.Table("entry")} WHERE kind NOT IN ({Literal.Of(EntryKind.RunOpened)}, {Literal.Of(EntryKind.RunClosed)})
            ), recorded AS (
                SELECT DISTINCT project, file ->> 'content' AS sha256, file ->> 'kept' AS kept
                FROM named, LATERAL (VALUES (own), (own -> 'undo'), (own -> 'hook')) AS files (file)
                WHERE file ->> 'content' <> '' AND (file ? 'kept' OR own ->> 'kind' IN ({Literal.Of(EntryKind.StepStarted)}, {Literal.Of(EntryKind.StepDone)}))
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

    /// <summary>Which rows say in their columns something else than in the payload that is hashed.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ColumnTroublesAsync(CancellationToken stop) =>
        await session.QueryAsync($"""
            SELECT run_id::text, ordinal FROM {tables.Table("entry")}, LATERAL (SELECT payload::jsonb AS own) AS hashed
            WHERE {Literal.Of(project)} IN (project, own ->> 'project') AND
                (project, kind, type, version, step, of, description, checksum, digest, execution_ms, at) IS DISTINCT FROM
                (own ->> 'project', own ->> 'kind', own ->> 'type', own ->> 'version', (own ->> 'step')::int, (own ->> 'of')::int, own ->> 'description',
                    own ->> 'checksum', own ->> 'digest', (own ->> 'execution_ms')::bigint, (own ->> 'at')::timestamptz)
            ORDER BY id
            """,
            row => Diagnostic.Error("ledger-broken", $"Row {row.GetInt32(1)} of run {row.GetString(0)} says something else in its columns than in its payload.",
                help: "The payload is what was recorded. Compare with a backup."),
            stop);

    /// <summary>Whether the database says of itself what was recorded when it was claimed.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ClaimTroublesAsync(CancellationToken stop) =>
        await session.QueryAsync($"""
            SELECT said.environment, recorded.own ->> 'environment'
            FROM (SELECT payload::jsonb AS own FROM {tables.Table("entry")} WHERE project = {Literal.Of(project)} AND kind = {Literal.Of(EntryKind.Claimed)}
                ORDER BY id DESC LIMIT 1) recorded
            FULL JOIN (SELECT * FROM {tables.Table("claim")} WHERE project = {Literal.Of(project)}) said ON true
            WHERE (said.environment, pg_catalog.to_jsonb(said.hosts), pg_catalog.to_jsonb(said.databases), said.system_identifier) IS DISTINCT FROM
                (recorded.own ->> 'environment', recorded.own -> 'hosts', recorded.own -> 'databases', recorded.own ->> 'system_identifier')
            """,
            row => Diagnostic.Error("ledger-broken",
                $"The database says that it is {(row.IsDBNull(0) ? "nobody's" : $"'{row.GetString(0)}'")}, and its newest claim in the chain is {(row.IsDBNull(1) ? "none" : $"'{row.GetString(1)}'")}: the claim was changed.",
                help: "To say anew which environment it is: turnstone env claim <name>"),
            stop);

    /// <summary>Makes the ledger, or brings it to this release's version. Under the run's lock.</summary>
    /// <exception cref="FailureException">The role may not, or the ledger is newer than this release.</exception>
    /// <returns>What it says of whose database this is.</returns>
    public Task<Claim?> PrepareAsync(CancellationToken stop) => tables.PrepareAsync(project, stop);

    /// <summary>Writes down which environment of the project's the database is, in place of what was said before. Under the run's lock.</summary>
    internal async Task ClaimAsync(RunOrigin origin, RunLock held, Claim claim, string? before, string? reason, CancellationToken stop)
    {
        var run = await OpenRunAsync(origin, "", held, stop);
        await run.ClaimAsync(claim.Write(tables.Table("claim"), project), new(
            EntryKind.Claimed, claim.Environment, claim.Hosts, claim.Databases, claim.SystemIdentifier, before, reason), stop);
        await run.TryCloseAsync("done", 0, null);
    }

    /// <summary>Opens a run: whoever wrote before and is still alive is fenced off, runs that never ended are closed as abandoned.</summary>
    public async Task<LedgerRun> OpenRunAsync(RunOrigin origin, string planDigest, RunLock held, CancellationToken stop)
    {
        var id = Guid.NewGuid();
        var token = (await session.QueryAsync(opening.TakeFence(id), row => row.GetInt64(0), stop))[0];
        var writer = WriterOf(token, held);
        foreach (var left in await session.QueryAsync(opening.Unclosed, row => row.GetString(0), stop))
        {
            await session.ExecuteAsync(stop, writer.Append((Sql)$"{Literal.Of(left)}", LedgerOpening.Abandoned));
        }
        var (previousRun, previousHead) = await LastAsync(stop);
        var opened = new RunOpenedRow(EntryKind.RunOpened, origin.Verb, origin.User, origin.Host, session.Server.User, origin.ToolVersion,
            session.Server.VersionText, planDigest, origin.Environment, origin.AppVersion, origin.GitCommit, origin.CiBuild, origin.ImageDigest,
            session.Server.SystemIdentifier, session.Server.Timeline, previousRun, previousHead);
        await session.ExecuteAsync(stop, writer.Append(LedgerRun.RunOf(id), opened));
        return new LedgerRun(session, writer, id);
    }

    /// <summary>Goes on with a run whose session was lost: whoever still writes in its name is fenced off.</summary>
    /// <returns>None where another run came in between.</returns>
    internal async Task<LedgerRun?> ResumeRunAsync(Guid id, RunLock held, CancellationToken stop)
    {
        var token = await session.QueryAsync($"""
            UPDATE {tables.Table("fence")} SET token = token + 1 WHERE project = {Literal.Of(project)} AND run_id = {Literal.Of(id.ToString())} RETURNING token
            """, row => row.GetInt64(0), stop);
        return token is [var mine] ? new LedgerRun(session, WriterOf(mine, held), id) : null;
    }

    /// <summary>Records what somebody found out about a step that was begun: that it happened, or that it is to be run again.</summary>
    /// <returns>The migration that it is a step of, as it was before.</returns>
    /// <exception cref="FailureException">The ledger has no such step, or it is not open.</exception>
    public async Task<RecordedMigration> ResolveAsync(RunOrigin origin, RunLock held, StepFinding finding, CancellationToken stop)
    {
        var migration = (await ReadAsync(details: true, stop)).Find(finding.Name);
        var open = migration?.Unfinished(finding.Step);
        if (migration is null || open is null)
        {
            throw FailureException.Refused("step-not-open", $"Step {finding.Step} of {migration?.Name ?? finding.Name} is not one that waits for an answer.",
                "Nothing was changed.\n'turnstone status' shows what is half-way.");
        }
        await NoteAsync(origin, held, [StepRow.Resolving(migration, open, finding)], [], stop);
        return migration;
    }

    /// <summary>Writes rows that no step stands behind, in a run of their own and one transaction.</summary>
    internal async Task NoteAsync(
        RunOrigin origin, RunLock held, IEnumerable<StepRow> rows, IEnumerable<KeptText> texts, CancellationToken stop)
    {
        var run = await OpenRunAsync(origin, "", held, stop);
        await run.NoteAsync([.. rows], [.. texts], stop);
        await run.TryCloseAsync("done", 0, null);
    }

    LedgerWriter WriterOf(long token, RunLock held) => new(new Identifier(schema), project, (Sql)$"{token}", held.Key);

    async Task<(string? Run, string? Head)> LastAsync(CancellationToken stop) =>
        (await session.QueryAsync<(string?, string?)>(opening.Last, row => (row.GetString(0), row.GetString(1)), stop)).FirstOrDefault();
}
