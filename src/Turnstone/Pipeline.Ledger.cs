namespace Turnstone;

using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Sessions;

/// <summary>What is read from the ledger or written into it without carrying anything out.</summary>
public sealed partial class Pipeline
{
    /// <summary>Every row of the ledger, oldest first; none where there is no ledger.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await LedgerOf(session).ExistsAsync(stop) ? await LedgerOf(session).EntriesAsync(stop) : [];
    }

    /// <summary>What of the kept texts, of the columns beside a payload, and of the claim is no longer what was recorded.</summary>
    public async Task<IReadOnlyList<Diagnostic>> LedgerTroublesAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        var ledger = LedgerOf(session);
        return await ledger.ExistsAsync(stop) ? [.. await ledger.ColumnTroublesAsync(stop), .. await ledger.ContentTroublesAsync(stop), .. await ledger.ClaimTroublesAsync(stop)] : [];
    }

    /// <summary>What the ledger knows of the project; empty where there is no ledger.</summary>
    public async Task<History> HistoryAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await LedgerOf(session).ExistsAsync(stop) ? await LedgerOf(session).ReadAsync(details: true, stop) : History.Empty;
    }

    /// <summary>Takes what a database holds for what the files up to a version make; none of them runs.</summary>
    /// <param name="version">None for the newest baseline file's.</param>
    public Task<Checked<BaselineRecord>> BaselineAsync(MigrationVersion? version, string? reason, CancellationToken stop) => NoteAsync(async (session, held, files) =>
    {
        var baseline = new Baseline(files, contexts).Choose(version);
        if (!baseline.Passed)
        {
            return Checked.Failed<BaselineRecord>(baseline.Diagnostics);
        }
        var ledger = LedgerOf(session);
        if (await ledger.ExistsAsync(stop) && await ledger.ReadAsync(details: false, stop) is { IsNew: false } history)
        {
            return Checked.Failed<BaselineRecord>(Diagnostic.Error("has-history",
                $"{address} has a history already: {history.Applied.Count()} versions are applied.",
                help: "Nothing was changed.\nA baseline is where a history begins; 'turnstone status' shows what is applied."));
        }
        if (await UserObjects.SomeAsync(session, stop) is [])
        {
            return Checked.Failed<BaselineRecord>(Diagnostic.Error("database-empty", $"{address} is empty: there is nothing that a baseline could stand for.",
                help: "Nothing was changed.\nTo make the schema: turnstone apply. If this is the wrong database: correct the address."));
        }
        await ledger.PrepareAsync(stop);
        await ledger.NoteAsync(Origin("baseline"), held, [baseline.Value.Row(reason)], [], stop);
        return Checked.Of(baseline.Value, baseline.Diagnostics);
    }, stop);

    /// <summary>Records that an applied file was edited, or removed, on purpose; and its undo as it is now.</summary>
    public Task<Checked<AcceptedEdit>> AcceptEditAsync(MigrationVersion version, string reason, CancellationToken stop) => NoteAsync(async (session, held, files) =>
    {
        var ledger = LedgerOf(session);
        var history = await ledger.ExistsAsync(stop) ? await ledger.ReadAsync(details: true, stop) : History.Empty;
        var accepted = AcceptedEdit.Of(version, files, history, settings.KeepText);
        if (accepted.Passed)
        {
            await ledger.PrepareAsync(stop);
            await ledger.NoteAsync(Origin("accept-edit"), held, [accepted.Value.Row(reason)], accepted.Value.Texts, stop);
        }
        return accepted;
    }, stop);

    Task<Checked<T>> NoteAsync<T>(Func<Session, RunLock, MigrationSet, Task<Checked<T>>> note, CancellationToken stop) where T : class => ReadAsync(
        async (session, files) =>
        {
            session.RefuseReadOnly();
            await using var held = LockOf(session);
            await TakeAsync(held, stop);
            await FindLedgerAsync(session, stop);
            RefuseWrongClaim(session);
            return await note(session, held, files);
        }, stop);
}
