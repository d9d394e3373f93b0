namespace Turnstone.Steps;

using Turnstone.Ledger;

/// <summary>pgTAP's tests: run in a transaction that is rolled back, and recorded behind it.</summary>
sealed partial class StepExecutor
{
    // Of pg_type.dat: what pgTAP's functions return.
    const uint Text = 25;

    /// <summary>Why tests were not run.</summary>
    public const string NoPgTap = "pgTAP is not in this database";

    async Task<StepResult> TestAsync(Attempt attempt, CancellationToken cancel)
    {
        var begun = context.Time.GetTimestamp();
        var opening = new Sending(session);
        AddPrelude(opening, attempt);
        opening.Add($"BEGIN");
        await sender.SendAsync(opening, attempt, cancel);
        var hasPgTap = await HasPgTapAsync(attempt, cancel);
        var found = hasPgTap ? await RunTestsAsync(attempt, cancel) : null;
        await session.RollbackAsync();
        if (found?.Trouble is { } trouble)
        {
            throw attempt.Refuted(null, trouble);
        }
        var spent = Milliseconds(begun, context.Time.GetTimestamp());
        var row = Row(hasPgTap ? EntryKind.StepDone : EntryKind.StepSkipped, attempt) with { ExecutionMs = spent, Rows = 0, Reason = hasPgTap ? null : NoPgTap };
        await RecordAsync(row, attempt, cancel);
        return Result(attempt, spent, 0) with { Skipped = row.Reason };
    }

    async Task<TapResult> RunTestsAsync(Attempt attempt, CancellationToken cancel)
    {
        var tap = new TapReader();
        foreach (var statement in context.Texts.Read(attempt.Migration, attempt.Step))
        {
            if (tap.BailedOut is not null)
            {
                break;
            }
            await sender.ReadAsync(statement, attempt, row =>
            {
                if (row.FieldCount > 0 && row.GetDataTypeOID(0) == Text && !row.IsDBNull(0))
                {
                    tap.Add(row.GetString(0));
                }
            }, cancel);
        }
        return tap.Finish();
    }

    // An extension, or what its script made where nobody may create one.
    async Task<bool> HasPgTapAsync(Attempt attempt, CancellationToken cancel)
    {
        try
        {
            return await session.QueryAsync($"SELECT FROM pg_catalog.pg_proc WHERE proname = 'no_plan' AND pronargs = 0 LIMIT 1", _ => true, cancel) is [true];
        }
        catch (Exception trouble) when (sender.ComesFromOutside(trouble))
        {
            throw attempt.Failed(null, trouble, session.IsLost);
        }
    }
}
