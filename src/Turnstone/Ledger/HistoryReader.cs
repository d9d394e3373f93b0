namespace Turnstone.Ledger;

using System.Text.Json;
using Turnstone.Diagnostics;

/// <summary>Folds the ledger's rows, in their order, into what they amount to.</summary>
sealed class HistoryReader
{
    readonly Dictionary<string, RecordedMigration> migrations = [];
    string? head;

    /// <exception cref="FailureException">The row says nothing that this release understands.</exception>
    public void Add(LedgerEntry entry)
    {
        head = entry.Hash;
        try
        {
            Fold(entry);
        }
        catch (Exception trouble) when (trouble is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FailureException(FailureKind.Broken, Diagnostic.Error("ledger-broken",
                $"Row {entry.Ordinal} of run {entry.RunId} cannot be read: {trouble.Message}", help: "Nothing was changed.\nSee: turnstone audit verify"), trouble);
        }
    }

    void Fold(LedgerEntry entry)
    {
        using var json = JsonDocument.Parse(entry.Payload);
        var payload = json.RootElement;
        if (StateAfter(payload.GetProperty("kind").GetString()) is not { } state)
        {
            return;
        }
        var version = payload.GetProperty("version").GetString()!;
        migrations[version] = With(migrations.GetValueOrDefault(version), version, payload, state);
    }

    public History ToHistory()
    {
        // In the order in which they were completed; what is not complete comes last.
        var recorded = migrations.Values.ToList();
        return new([.. recorded.Where(one => one.IsComplete).OrderBy(one => one.At), .. recorded.Where(one => !one.IsComplete)], head);
    }

    static StepState? StateAfter(string? kind) => kind switch
    {
        EntryKind.StepStarted => StepState.Started,
        EntryKind.StepDone or EntryKind.StepMarkedDone => StepState.Done,
        EntryKind.StepFailed => StepState.Failed,
        EntryKind.StepRedo => StepState.Open,
        _ => null,
    };

    static RecordedMigration With(RecordedMigration? before, string version, JsonElement payload, StepState state)
    {
        var step = new RecordedStep(payload.GetProperty("step").GetInt32(), Text(payload, "digest") ?? "", state, Text(payload, "error"));
        var steps = before?.Steps.RemoveAll(one => one.Ordinal == step.Ordinal) ?? [];
        var at = steps.Count(one => one.Ordinal < step.Ordinal);
        return new(
            version, Text(payload, "description") ?? "", Text(payload, "file") ?? "", Text(payload, "checksum") ?? "", Text(payload, "content"),
            payload.GetProperty("of").GetInt32(), payload.GetProperty("at").GetDateTimeOffset(),
            (before?.ExecutionMs ?? 0) + (payload.TryGetProperty("execution_ms", out var spent) ? spent.GetInt64() : 0),
            steps.Insert(at, step));
    }

    static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
