namespace Turnstone.Verification.Rows;

/// <summary>Puts rows into one table: all at once, then again those that the server refused, with other values.</summary>
/// <param name="targets">Reads, for each foreign key, the rows that it may point to.</param>
/// <param name="blame">Says which columns a refusal is about.</param>
sealed class TableFilling(Trial trial, RowTable table, List<RowDraft> drafts, Func<CancellationToken, Task<List<List<string[]>>>> targets, Blame blame)
{
    const int MostRounds = 48;

    /// <summary>How many went in, and what the server said last of those that did not.</summary>
    public async Task<(int Added, string? Refusal)> FillAsync(CancellationToken stop)
    {
        string? refusal = null;
        var read = await targets(stop);
        for (var round = 0; round < MostRounds; round++)
        {
            var pending = drafts.Where(draft => !draft.IsDone && !draft.IsHopeless).ToList();
            if (pending.Count == 0)
            {
                break;
            }
            var answers = await trial.RunAsync([.. pending.Select(draft => draft.Insert(draft.Choose(read)))], stop);
            foreach (var (draft, answer) in pending.Zip(answers))
            {
                draft.IsDone = answer.IsDone;
                if (!answer.IsDone)
                {
                    refusal = answer.Reason;
                    // Now and then the whole row: a condition may be about what a trigger or a default makes of other columns.
                    draft.Refuse(round % 8 == 7 ? [] : blame.PlacesOf(table, answer));
                }
            }
            if (IsWithoutTarget(read))
            {
                break;
            }
            read = table.References.Any(reference => reference.IsWithin(table)) ? await targets(stop) : read;
        }
        return (drafts.Count(draft => draft.IsDone), drafts.All(draft => draft.IsDone) ? null : refusal);
    }

    bool IsWithoutTarget(List<List<string[]>> read) =>
        !drafts.Any(draft => draft.IsDone) && table.References.Index().Any(one => read[one.Index].Count == 0 && one.Item.IsRequired(table) && !one.Item.IsWithin(table));
}
