namespace Turnstone.Ledger;

using System.Collections.Immutable;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>A migration while its rows are still being folded.</summary>
sealed class RecordedDraft(string? version, MigrationKind kind)
{
    // By number.
    readonly List<RecordedStep> steps = [];
    LedgerStep? newest;
    CoveredVersion? covered;
    RecordedText? undo;
    RecordedDraft? undoing;
    RecordedMigration? previous;
    (string Checksum, string? Content)? edited;
    int done;
    long spent;
    bool isUndone, isBaselined, isGone, isWithdrawn;

    public bool IsComplete => isBaselined || !isUndone && !isWithdrawn && newest is not null && done == newest.Of;

    /// <summary>What counts as applied with it, once it is complete.</summary>
    public ImmutableArray<CoveredVersion> Covers { get; private set; } = [];

    /// <summary>A step of it began or ended.</summary>
    public void Take(LedgerStep row)
    {
        if (isUndone || isWithdrawn || kind == MigrationKind.Repeatable && IsComplete)
        {
            Restart();
        }
        newest = row;
        Covers = row.Covers.IsEmpty ? Covers : row.Covers;
        undo = row.Undo ?? undo;
        spent += row.ExecutionMs;
        var state = StepStates.After(row.Kind) ?? StepState.Open;
        var before = Replace(new(row.Step, row.Digest, state, row.Error) { IsHook = row.Hook is not null, Evidence = row.Evidence });
        done += (state == StepState.Done ? 1 : 0) - (before?.State == StepState.Done ? 1 : 0);
    }

    /// <summary>A step of its undo began or ended.</summary>
    public void TakeUndo(LedgerStep row)
    {
        undoing ??= new RecordedDraft(version, MigrationKind.Undo);
        undoing.Take(row);
        if (undoing.IsComplete)
        {
            undoing = null;
            isUndone = true;
            isBaselined = false;
            newest = newest is null ? row : newest with { Id = row.Id, Run = row.Run, At = row.At };
        }
    }

    /// <summary>What a repeatable made was taken away.</summary>
    public void Withdraw(LedgerStep row)
    {
        previous = newest is null || isWithdrawn ? previous : ToRecorded();
        newest = row;
        isWithdrawn = true;
    }

    /// <summary>It counts as applied without having run.</summary>
    public void Cover(LedgerStep row, CoveredVersion? by)
    {
        newest = row;
        covered = by;
        isBaselined = true;
    }

    /// <summary>Its file, or that the file is gone, is as it should be.</summary>
    public void Accept(LedgerStep row)
    {
        isGone = row.Checksum.Length == 0;
        edited = isGone ? edited : (row.Checksum, row.Content);
        // An empty one says that there is none any more.
        undo = row.Undo is { Checksum: "" } ? null : row.Undo ?? undo;
    }

    public RecordedMigration ToRecorded() => new(
        version, covered?.Description ?? newest?.Description ?? "", covered?.File ?? newest?.File ?? "",
        edited?.Checksum ?? covered?.Checksum ?? newest?.Checksum ?? "", edited?.Content ?? newest?.Content,
        newest?.Of ?? 0, newest?.At ?? default, spent, [.. steps])
    {
        Kind = kind,
        Run = newest?.Run ?? Guid.Empty,
        Order = newest?.Id ?? 0,
        Undo = undo,
        // One of which nothing stands is none.
        Undoing = undoing?.ToRecorded() is { IsBegun: true } begun ? begun : null,
        IsUndone = isUndone,
        IsBaselined = isBaselined,
        IsGone = isGone,
        IsWithdrawn = isWithdrawn,
        Previous = previous,
    };

    /// <summary>Puts a step into its place, and hands out what stood there.</summary>
    RecordedStep? Replace(RecordedStep step)
    {
        // A row is nearly always about the last step so far, or the next one.
        var end = steps.Count;
        while (end > 0 && steps[end - 1].Ordinal > step.Ordinal)
        {
            end--;
        }
        if (end == 0 || steps[end - 1].Ordinal != step.Ordinal)
        {
            steps.Insert(end, step);
            return null;
        }
        var before = steps[end - 1];
        steps[end - 1] = step;
        return before;
    }

    void Restart()
    {
        previous = kind != MigrationKind.Repeatable ? null : isWithdrawn ? previous : ToRecorded();
        steps.Clear();
        (edited, undo) = (null, null);
        (done, spent, isUndone, isGone, isWithdrawn) = (0, 0, false, false, false);
    }
}
