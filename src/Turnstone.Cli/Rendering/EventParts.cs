namespace Turnstone.Cli.Rendering;

using System.Globalization;
using System.Text.Json;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;

/// <summary>What events and run documents have in common, as JSON.</summary>
static class EventParts
{
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>In milliseconds.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, TimeSpan time) => json.WriteNumber(name, (long)time.TotalMilliseconds);

    public static void Write(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    public static void Write(this Utf8JsonWriter json, PlannedMigration migration)
    {
        json.WriteString("migration", migration.Name);
        json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(migration.Kind.ToString()));
        json.WriteString("version", migration.Version);
    }

    public static void Write(this Utf8JsonWriter json, string name, IEnumerable<StatementResult> statements)
    {
        json.WriteStartArray(name);
        foreach (var statement in statements)
        {
            json.Write(statement);
        }
        json.WriteEndArray();
    }

    public static void Write(this Utf8JsonWriter json, string name, StatementResult statement)
    {
        json.WritePropertyName(name);
        json.Write(statement);
    }

    public static void Write(this Utf8JsonWriter json, string name, IEnumerable<Blocker> blockers)
    {
        json.WriteStartArray(name);
        foreach (var blocker in blockers)
        {
            json.Write(blocker);
        }
        json.WriteEndArray();
    }

    public static void Write(this Utf8JsonWriter json, string name, ServerProgress progress)
    {
        json.WriteStartObject(name);
        json.WriteString("command", progress.Command);
        json.WriteString("phase", progress.Phase);
        json.WriteNumber("done", progress.Done);
        json.WriteNumber("total", progress.Total);
        json.WriteString("unit", progress.Unit);
        if (progress.WaitsFor is { } blocker)
        {
            json.WritePropertyName("waits_for");
            json.Write(blocker);
        }
        json.WriteEndObject();
    }

    public static void Write(this Utf8JsonWriter json, string name, LockHolder holder)
    {
        json.WriteStartObject(name);
        json.WriteNumber("pid", holder.Pid);
        json.WriteOptional("application", holder.Application);
        json.WriteOptional("user", holder.User);
        json.WriteOptional("host", holder.Host);
        json.WriteOptional("connected_at", holder.Since?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteOptional("state", holder.State);
        json.WriteOptional("step", holder.Step);
        json.WriteOptional("query", holder.Query);
        if (holder.Working is { } working)
        {
            json.WriteTime("working_ms", working);
        }
        if (holder.Progress is { } progress)
        {
            json.Write("progress", progress);
        }
        json.WriteEndObject();
    }

    static void Write(this Utf8JsonWriter json, StatementResult statement)
    {
        json.WriteStartObject();
        json.WriteNumber("ordinal", statement.Ordinal);
        json.WriteNumber("line", statement.Line);
        json.WriteString("verb", statement.Verb);
        json.WriteNumberOrNull("execution_ms", statement.ExecutionMs);
        json.WriteNumber("lock_wait_ms", statement.LockWaitMs);
        json.WriteNumberOrNull("rows", statement.Rows);
        json.WriteEndObject();
    }

    static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    static void Write(this Utf8JsonWriter json, Blocker blocker)
    {
        json.WriteStartObject();
        if (blocker.Pid is { } pid)
        {
            json.WriteNumber("pid", pid);
        }
        json.WriteString("kind", blocker.Kind);
        json.WriteOptional("prepared", blocker.Prepared);
        json.WriteOptional("application", blocker.Application);
        json.WriteOptional("user", blocker.User);
        json.WriteOptional("host", blocker.Host);
        json.WriteOptional("state", blocker.State);
        if (blocker.Age is { } age)
        {
            json.WriteTime("age_ms", age);
        }
        json.WriteOptional("query", blocker.Query);
        json.WriteEndObject();
    }
}
