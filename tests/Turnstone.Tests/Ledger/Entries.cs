namespace Turnstone.Tests.Ledger;

using System.Text.Json;
using Turnstone.Ledger;

/// <summary>A ledger in memory, written as the server's own function writes it.</summary>
sealed class Entries
{
    readonly List<LedgerEntry> all = [];

    public IReadOnlyList<LedgerEntry> All => all;

    public string Head => all[^1].Hash;

    /// <summary>A whole run: opened, one row for each step, closed.</summary>
    public Entries Run(string run, params string[] rows)
    {
        Add(run, $"\"kind\": \"run_opened\"{(all.Count == 0 ? "" : $", \"previous_head\": \"{Head}\"")}");
        foreach (var row in rows)
        {
            Add(run, row);
        }
        return Add(run, "\"kind\": \"run_closed\", \"status\": \"done\"");
    }

    /// <summary>The row of a step.</summary>
    public static string Step(string kind, string version, int step, int of, int spent = 5) =>
        $"\"kind\": \"{kind}\", \"version\": \"{version}\", \"step\": {step}, \"of\": {of}, \"description\": \"d{version}\", \"file\": \"V{version}.sql\", "
        + $"\"checksum\": \"c{version}\", \"content\": \"t{version}\", \"digest\": \"s{step}\", \"execution_ms\": {spent}{(kind == "step_failed" ? ", \"error\": \"no\"" : "")}";

    /// <summary>A row's columns, as the server fills them from its payload.</summary>
    public static LedgerStep Columns(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Payload);
        var payload = json.RootElement;
        int Number(string name) => payload.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
        string? Text(string name) => payload.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new(entry.Id, Guid.Empty, Text("kind")!, Text("type"), Text("version"), Number("step"), Number("of"), Text("description") ?? "",
            Text("checksum") ?? "", Text("digest") ?? "", Number("execution_ms"), payload.GetProperty("at").GetDateTimeOffset());
    }

    public Entries Add(string run, string members)
    {
        var before = all.LastOrDefault(entry => entry.RunId == run);
        var ordinal = (before?.Ordinal ?? 0) + 1;
        var at = DateTimeOffset.UnixEpoch.AddMinutes(all.Count).ToString("O");
        var entry = new LedgerEntry(all.Count + 1, run, ordinal, before?.Hash, "", $"{{\"run\": \"{run}\", \"ordinal\": {ordinal}, \"at\": \"{at}\", {members}}}");
        all.Add(entry with { Hash = entry.ExpectedHash });
        return this;
    }
}
