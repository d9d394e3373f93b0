namespace Turnstone.Ledger;

using System.Text.Json;
using Turnstone.Diagnostics;

/// <summary>Recomputes the ledger's chain and says where it does not add up.</summary>
/// <param name="anchor">A head printed by an earlier run and kept elsewhere; without one, cutting off the newest runs or replacing
/// the whole chain goes unnoticed.</param>
public sealed class ChainVerifier(string? anchor)
{
    readonly List<Diagnostic> troubles = [];
    readonly HashSet<string> closed = [];
    bool anchored;

    /// <param name="entries">Every row of a project, oldest first.</param>
    public IReadOnlyList<Diagnostic> Verify(IReadOnlyList<LedgerEntry> entries)
    {
        var heads = new Dictionary<string, LedgerEntry>();
        LedgerEntry? newest = null;
        foreach (var entry in entries)
        {
            VerifyRow(entry, heads.GetValueOrDefault(entry.RunId));
            VerifyLink(entry, newest);
            VerifyOpen(entry, newest);
            anchored |= entry.Hash == anchor;
            heads[entry.RunId] = newest = entry;
        }
        if (anchor is not null && !anchored)
        {
            Report($"The head {anchor} is nowhere in the ledger: rows were cut off or the chain was replaced.");
        }
        return troubles;
    }

    void VerifyRow(LedgerEntry entry, LedgerEntry? before)
    {
        if (entry.Hash != entry.ExpectedHash)
        {
            Report($"{Name(entry)} was changed: its hash is not that of its payload.");
        }
        if (entry.Ordinal != (before?.Ordinal ?? 0) + 1)
        {
            Report($"{Name(entry)} follows row {before?.Ordinal ?? 0}: rows between them were removed.");
        }
        else if (entry.Previous != before?.Hash)
        {
            Report($"{Name(entry)} does not follow the row before it: one of the two was replaced.");
        }
        if (!SaysItself(entry))
        {
            Report($"{Name(entry)} stands where it was not written: its payload names another place.");
        }
    }

    // A run's first row names the newest row there was: a run that was taken out leaves a name that nothing answers to.
    void VerifyLink(LedgerEntry entry, LedgerEntry? newest)
    {
        if (entry.Ordinal == 1 && Text(entry, "previous_head") is var head && head != newest?.Hash)
        {
            Report($"{Name(entry)} was opened after {head ?? "nothing"}, but the newest row before it is {newest?.Hash ?? "nothing"}: a run was removed or inserted.");
        }
    }

    // A run writes until it is closed, and another one opens only then; all that comes later is its closing as abandoned.
    void VerifyOpen(LedgerEntry entry, LedgerEntry? newest)
    {
        var closes = Text(entry, "kind") == EntryKind.RunClosed;
        if (closed.Contains(entry.RunId) || entry.Ordinal > 1 && newest?.RunId != entry.RunId && !closes)
        {
            Report($"{Name(entry)} was written after its run had ended: it was inserted.");
        }
        if (closes)
        {
            closed.Add(entry.RunId);
        }
    }

    static bool SaysItself(LedgerEntry entry) =>
        Text(entry, "run") == entry.RunId && Text(entry, "ordinal") == $"{entry.Ordinal}";

    static string? Text(LedgerEntry entry, string name)
    {
        try
        {
            using var payload = JsonDocument.Parse(entry.Payload);
            return payload.RootElement is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) ? value.ToString() : null;
        }
        catch (JsonException)
        {
            // Whoever can write past the triggers can write anything.
            return null;
        }
    }

    static string Name(LedgerEntry entry) => $"Row {entry.Ordinal} of run {entry.RunId}";

    void Report(string message) => troubles.Add(Diagnostic.Error("ledger-broken", message,
        help: "Compare with a backup; every row that adds up can still be trusted."));
}
