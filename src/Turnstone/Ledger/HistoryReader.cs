namespace Turnstone.Ledger;

using System.Text.Json;
using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary>Folds the ledger's rows, in their order, into what they amount to.</summary>
sealed class HistoryReader
{
    static readonly Comparer<RecordedMigration> ByOrder = Comparer<RecordedMigration>.Create((left, right) => left.Order.CompareTo(right.Order));

    // In the order in which they were completed; what is not complete comes last.
    static readonly Comparer<RecordedMigration> ByCompletion = Comparer<RecordedMigration>.Create((left, right) =>
        left.IsComplete == right.IsComplete ? left.Order.CompareTo(right.Order) : left.IsComplete ? -1 : 1);

    readonly Dictionary<string, RecordedDraft> versions = [];
    readonly Dictionary<string, RecordedDraft> repeatables = [];
    string? head;

    /// <exception cref="FailureException">The row says nothing that this release understands.</exception>
    public void Add(LedgerEntry entry)
    {
        head = entry.Hash;
        try
        {
            Fold(Parse(entry));
        }
        catch (Exception trouble) when (trouble is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Unreadable(entry.RunId, $"{entry.Ordinal}", trouble);
        }
    }

    /// <param name="payload">What else the row says, where more than its columns is wanted.</param>
    /// <param name="hash">The row's, where it is the newest.</param>
    /// <exception cref="FailureException">The row says nothing that this release understands.</exception>
    public void Add(LedgerStep row, string? payload, string? hash)
    {
        head = hash ?? head;
        try
        {
            Fold(payload is null ? row : row.With(payload));
        }
        catch (JsonException trouble)
        {
            throw Unreadable($"{row.Run}", $"with id {row.Id}", trouble);
        }
    }

    public History ToHistory() => new(
        [.. versions.Values.Select(draft => draft.ToRecorded()).Order(ByCompletion)],
        head)
    {
        Repeatables = [.. repeatables.Values.Select(draft => draft.ToRecorded()).Order(ByOrder)],
    };

    void Fold(LedgerStep row)
    {
        switch (row.Kind, row.Type)
        {
            case (EntryKind.Baselined, _):
                Cover(row);
                break;
            case (EntryKind.EditAccepted, _):
                Draft(versions, row.Version!).Accept(row);
                break;
            case (EntryKind.Withdrawn, _):
                repeatables.Remove(row.Description);
                break;
            case (_, RowType.Hook):
                break;
            case (_, RowType.Repeatable):
                Draft(repeatables, row.Description, MigrationKind.Repeatable).Take(row);
                break;
            case (_, RowType.Undo):
                Draft(versions, row.Version!).TakeUndo(row);
                break;
            case (_, RowType.Baseline) when StepStates.After(row.Kind) is not null:
                Draft(versions, row.Version!, MigrationKind.Baseline).Take(row);
                Cover(row);
                break;
            case (_, null) when StepStates.After(row.Kind) is not null:
                Draft(versions, row.Version!).Take(row);
                break;
        }
    }

    void Cover(LedgerStep row)
    {
        if (row.Kind == EntryKind.Baselined)
        {
            Draft(versions, row.Version!, MigrationKind.Baseline).Cover(row, null);
        }
        foreach (var covered in row.Covers)
        {
            versions[covered.Version] = new RecordedDraft(covered.Version, MigrationKind.Versioned);
            versions[covered.Version].Cover(row, covered);
        }
    }

    static RecordedDraft Draft(Dictionary<string, RecordedDraft> drafts, string key, MigrationKind kind = MigrationKind.Versioned)
    {
        if (!drafts.TryGetValue(key, out var draft))
        {
            drafts[key] = draft = new RecordedDraft(kind == MigrationKind.Repeatable ? null : key, kind);
        }
        return draft;
    }

    static LedgerStep Parse(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Payload);
        var payload = json.RootElement;
        var kind = payload.GetProperty("kind").GetString()!;
        int Number(string name) => payload.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
        string? Text(string name) => payload.TryGetProperty(name, out var value) ? value.GetString() : null;
        if (StepStates.After(kind) is not null)
        {
            _ = (payload.GetProperty("step"), payload.GetProperty("of"), payload.GetProperty("at"), payload.GetProperty(Text("type") is null ? "version" : "file"));
        }
        return new LedgerStep(
            entry.Id, Guid.TryParse(entry.RunId, out var run) ? run : Guid.Empty, kind, Text("type"), Text("version"), Number("step"), Number("of"),
            Text("description") ?? "", Text("checksum") ?? "", Text("digest") ?? "",
            payload.TryGetProperty("execution_ms", out var spent) ? spent.GetInt64() : 0,
            payload.TryGetProperty("at", out var at) ? at.GetDateTimeOffset() : default).With(entry.Payload);
    }

    static FailureException Unreadable(string run, string row, Exception trouble) => new(FailureKind.Broken, Diagnostic.Error("ledger-broken",
        $"Row {row} of run {run} cannot be read: {trouble.Message}", help: "Nothing was changed.\nSee: turnstone audit verify"), trouble);
}
