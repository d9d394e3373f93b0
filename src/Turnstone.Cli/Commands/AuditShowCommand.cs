namespace Turnstone.Cli.Commands;

using System.Globalization;
using System.Text.Json;
using Turnstone.Cli.Rendering;
using Turnstone.Ledger;

/// <summary><c>turnstone audit show</c></summary>
sealed class AuditShowCommand : CliCommand
{
    readonly TargetOptions target = new();

    public AuditShowCommand() : base("show", "Every row of the ledger, oldest first", "turnstone audit show --env prod --json") => target.AddTo(this);

    public override string PartOf => "audit";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (await invocation.PipelineAsync(target, changesTarget: false) is not { } pipeline)
        {
            return report.End();
        }
        var entries = await pipeline.EntriesAsync(invocation.Stop);
        report.Line($"{report.Project} on {report.Target}: {entries.Count} rows");
        if (entries.Count > 0)
        {
            TextTable.Write(report, ["at", "what", "version", "who, or how long", "run", "hash"], entries.Select(Row));
        }
        return report.End(json => Write(json, entries));
    }

    static string[] Row(LedgerEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Payload);
        var payload = document.RootElement;
        string Text(string name) => payload.TryGetProperty(name, out var value) ? value.ToString() : "";
        var at = payload.GetProperty("at").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var who = Text("kind") switch
        {
            "run_opened" => $"{Text("user")}@{Text("host")}, turnstone {Text("tool_version")}",
            "run_closed" => $"{Text("status")}, {Text("applied")} applied{(Text("error") is { Length: > 0 } why ? $": {why}" : "")}",
            "claimed" => $"as environment '{Text("environment")}'",
            "step_skipped" => Text("reason"),
            _ => Text("error") is { Length: > 0 } error ? error : $"{Text("execution_ms")} ms",
        };
        var name = (Text("type"), Text("version")) switch
        {
            ("undo", var taken) => $"undo of V{taken}",
            ("baseline", var begun) => $"B{begun}",
            ("assert", _) => Text("file"),
            ("repair", _) => Text("description"),
            (_, { Length: > 0 } applied) => $"V{applied}",
            _ => Path.GetFileNameWithoutExtension(Text("file")),
        };
        var version = name.Length > 0 ? $"{name} {Text("step")}/{Text("of")}" : "";
        return [at, Text("kind").Replace('_', ' '), version, who, entry.RunId[..8], entry.Hash[..12]];
    }

    static void Write(Utf8JsonWriter json, IReadOnlyList<LedgerEntry> entries)
    {
        json.WriteStartArray("entries");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("run_id", entry.RunId);
            json.WriteNumber("ordinal", entry.Ordinal);
            json.WriteString("previous", entry.Previous);
            json.WriteString("hash", entry.Hash);
            json.WritePropertyName("payload");
            json.WriteRawValue(entry.Payload);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
