namespace Turnstone.Cli.Rendering;

using System.Text.Json;
using Turnstone.Execution;

/// <summary>What a run did, as members of its verb's JSON document.</summary>
static class RunDocument
{
    public static void WriteNothing(Utf8JsonWriter json)
    {
        json.WriteStartArray("steps");
        json.WriteEndArray();
        json.WriteNumber("applied", 0);
    }

    public static void Write(Utf8JsonWriter json, RunRecord record)
    {
        if (record.RunId is { } id)
        {
            json.WriteString("run_id", id);
        }
        json.WriteStartArray("steps");
        foreach (var step in record.Steps)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(step.Kind.ToString()));
            json.WriteString("version", step.Version);
            json.WriteNumber("ordinal", step.Ordinal);
            json.WriteString("file", step.File);
            json.WriteNumber("line", step.Line);
            json.WriteString("state", step.State);
            json.WriteNumber("execution_ms", step.ExecutionMs);
            json.WriteNumber("lock_wait_ms", step.LockWaitMs);
            json.WriteNumber("rows", step.Rows);
            json.WriteNumber("attempts", step.Attempts);
            json.Write("statements", step.Statements);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("applied", record.Applied);
    }

    public static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
