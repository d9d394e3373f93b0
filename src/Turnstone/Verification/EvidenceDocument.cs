namespace Turnstone.Verification;

using System.Collections.Immutable;
using System.Text.Json;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Signing;

/// <summary>Evidence as members of a JSON document: <c>evidence</c> and <c>verdict</c>.</summary>
public static class EvidenceDocument
{
    /// <summary>What an envelope with it says that it is.</summary>
    public const string PredicateType = "https://turnstone.dev/evidence/v1";

    /// <summary>Writes both members; of a plan that nobody tried the evidence is empty.</summary>
    public static void Write(Utf8JsonWriter json, VerifiedPlan verified)
    {
        var seen = verified.Evidence ?? Evidence.Nothing;
        json.WriteStartObject("evidence");
        json.WriteString("server", seen.Server);
        Array(json, "rollback", seen.Undos, Write);
        Array(json, "locks", seen.Trace.Statements.SelectMany(statement => statement.Locks.Select(taken => (statement, taken))), Write);
        Array(json, "statements", seen.Trace.Statements, Write);
        Array(json, "paths", seen.Paths, Write);
        Array(json, "failures", seen.Failures, Write);
        Array(json, "reservations", seen.Reservations, Write);
        json.WriteStartObject("ends");
        foreach (var (name, digest) in seen.Ends)
        {
            json.WriteString(name, digest);
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("verdict", Snake(verified.Verdict));
    }

    /// <summary>What a signed evidence says; errors where it is none, or of a kind that a newer Turnstone makes.</summary>
    internal static Checked<SignedEvidence> Read(InTotoStatement statement, string file)
    {
        if (statement.PredicateType != PredicateType)
        {
            return Checked.Failed<SignedEvidence>(Diagnostic.Error("not-evidence", $"This envelope says {statement.PredicateType}, which is no evidence that this Turnstone reads.", file, "turnstone verify plan.json makes evidence."));
        }
        try
        {
            var root = statement.Predicate ?? default;
            var evidence = root.GetProperty("evidence");
            return Checked.Of(new SignedEvidence(
                Parsed<Verdict>(root.GetProperty("verdict")),
                [.. evidence.GetProperty("rollback").EnumerateArray().Select(one => (Parsed<UndoVerdict>(one.GetProperty("verdict")), one.GetProperty("says_so").GetBoolean()))],
                evidence.GetProperty("ends").EnumerateObject().ToImmutableSortedDictionary(one => one.Name, one => one.Value.GetString(), StringComparer.Ordinal)));
        }
        catch (Exception trouble) when (trouble is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return Checked.Failed<SignedEvidence>(Diagnostic.Error("evidence-unreadable", $"This evidence lacks what evidence has: {trouble.Message}", file, "Make it anew: turnstone verify plan.json"));
        }
    }

    static void Write(Utf8JsonWriter json, UndoProof undo)
    {
        json.WriteString("version", undo.Version);
        json.WriteString("verdict", Snake(undo.Verdict));
        json.WriteNumber("schema_differences", undo.Left.Length + undo.AppliedAgain.Length);
        Array(json, "differences", undo.Left.Concat(undo.AppliedAgain), Write);
        Array(json, "lost", undo.Lost, Write);
        json.WriteBoolean("says_so", undo.SaysSo);
        json.WriteString("message", undo.Message);
    }

    static void Write(Utf8JsonWriter json, LostData lost)
    {
        json.WriteString("table", lost.Table);
        json.WriteString("column", lost.Column);
        json.WriteNumber("rows", lost.Rows);
        json.WriteString("example", lost.Example);
        if (lost.Words is { } words)
        {
            json.WriteString("words", words);
        }
    }

    static void Write(Utf8JsonWriter json, (TracedStatement Statement, TracedLock Taken) one)
    {
        var (statement, taken) = one;
        Place(json, statement);
        json.WriteString("relation", taken.Name);
        json.WriteString("kind", Snake(taken.Kind));
        json.WriteString("mode", taken.Mode.Name());
        json.WriteNumber("held_ms", Math.Round(taken.HeldMs, 3));
        json.WriteString("blocks", taken.Blocks);
        json.WriteBoolean("rewrite", statement.Rewritten.Contains(taken.Name));
        json.WriteBoolean("scan", statement.Scanned.Contains(taken.Name));
        json.WriteBoolean("was_held", taken.WasHeld);
    }

    static void Write(Utf8JsonWriter json, TracedStatement statement)
    {
        Place(json, statement);
        json.WriteString("statement", statement.Verb);
        json.WriteNumber("started_ms", Math.Round(statement.StartedMs, 3));
        json.WriteNumber("execution_ms", Math.Round(statement.SpentMs, 3));
        json.WriteNumber("wal_bytes", statement.WalBytes);
        json.WriteNumber("rows", statement.Rows);
        Names(json, "rewrites", statement.Rewritten);
        Names(json, "scans", statement.Scanned);
        Names(json, "indexes", statement.Indexed);
        Names(json, "triggers", statement.Triggers);
        json.WriteBoolean("sampled", statement.IsSampled);
    }

    static void Place(Utf8JsonWriter json, TracedStatement statement)
    {
        json.WriteString("migration", statement.Migration);
        json.WriteString("version", statement.Migration is ['V' or 'B', >= '0' and <= '9', ..] ? statement.Migration[1..] : null);
        json.WriteNumber("ordinal", statement.Step);
        json.WriteString("file", statement.File);
        json.WriteNumber("line", statement.Line);
    }

    static void Write(Utf8JsonWriter json, UpgradePath path)
    {
        json.WriteString("from", path.From);
        json.WriteBoolean("same", path.IsSame);
        Array(json, "differences", path.Differences, Write);
        Array(json, "failures", path.Failures, Write);
    }

    static void Write(Utf8JsonWriter json, Difference difference)
    {
        json.WriteString("object", $"{difference.Id}");
        json.WriteString("change", Snake(difference.Kind));
        Names(json, "properties", difference.Properties.Select(property => property.Name));
    }

    static void Write(Utf8JsonWriter json, Diagnostic said)
    {
        json.WriteString("rule", said.Rule);
        json.WriteString("file", said.File);
        if (said.Line is { } line)
        {
            json.WriteNumber("line", line);
        }
        json.WriteString("message", said.Message);
    }

    static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> all, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(json, one);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Names(Utf8JsonWriter json, string name, IEnumerable<string> all)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStringValue(one);
        }
        json.WriteEndArray();
    }

    static T Parsed<T>(JsonElement written) where T : struct, Enum => Enum.Parse<T>(written.GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    static string Snake<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
