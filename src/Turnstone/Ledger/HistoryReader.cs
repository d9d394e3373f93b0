namespace Turnstone.Ledger;

using System.Collections.Immutable;
using System.Text.Json;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Plans;

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
    readonly Dictionary<string, LedgerStep> asserts = [];
    long newestStep, afterApply;

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
        HasNewSinceAfterApply = newestStep > afterApply,
        AssertsBehind = asserts.Values.Where(row => row.Id > newestStep).ToImmutableDictionary(row => row.Description, row => row.Checksum),
    };

    void Fold(LedgerStep row)
    {
        newestStep = row is { Kind: EntryKind.StepDone, Type: not (RowType.Hook or RowType.Undo or RowType.Assert or RowType.Repair) } ? row.Id : newestStep;
        switch (row.Kind, row.Type)
        {
            case (EntryKind.Baselined, _):
                Cover(row);
                break;
            case (EntryKind.EditAccepted, _):
                Draft(versions, row.Version!).Accept(row);
                break;
            case (EntryKind.Withdrawn, _):
                Draft(repeatables, row.Description, MigrationKind.Repeatable).Withdraw(row);
                break;
            case (_, RowType.Hook):
                afterApply = row is { Kind: EntryKind.StepDone, Description: "afterApply" } && row.Step == row.Of ? row.Id : afterApply;
                break;
            case (EntryKind.StepDone or EntryKind.StepSkipped, RowType.Assert):
                asserts[row.Description] = row;
                break;
            case (_, RowType.Repeatable):
                Draft(repeatables, row.Description, MigrationKind.Repeatable).Take(row);
                break;
            case (_, RowType.Undo):
                Draft(versions, row.Version!).TakeUndo(row);
                break;
            case (_, RowType.Baseline) when StepStates.After(row.Kind) is not null:
                TakeBaseline(row);
                break;
            case (_, null) when StepStates.After(row.Kind) is not null:
                Draft(versions, row.Version!).Take(row);
                break;
        }
    }

    void TakeBaseline(LedgerStep row)
    {
        var draft = Draft(versions, row.Version!, MigrationKind.Baseline);
        draft.Take(row);
        if (draft.IsComplete)
        {
            Cover(row, draft.Covers);
        }
    }

    void Cover(LedgerStep row)
    {
        Draft(versions, row.Version!, MigrationKind.Baseline).Cover(row, null);
        Cover(row, row.Covers);
    }

    void Cover(LedgerStep row, ImmutableArray<CoveredVersion> covers)
    {
        foreach (var covered in covers)
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

    static FailureException Unreadable(string run, string row, Exception trouble) => new(FailureKind.Broken, Diagnostic.Error("ledger-broken",
        $"Row {row} of run {run} cannot be read: {trouble.Message}", help: "Nothing was changed.\nSee: turnstone audit verify"), trouble);
}
