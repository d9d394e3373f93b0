namespace Turnstone.Plans;

using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

/// <summary>A first look at the bytes of a plan: whether they are one document, of which format, and where its steps begin.</summary>
sealed class PlanScan
{
    // plan, migrations, migration, steps, step; and plan, hook, steps, step.
    const int DepthOfStep = 4, DepthOfHookStep = 3;

    readonly List<int> steps = [];
    readonly List<int> stepsOfHook = [];

    /// <summary>What is wrong with them; none where they can be read.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whether they begin as a plan does, of whatever format.</summary>
    public bool IsPlan { get; private set; }

    /// <summary>Whether it is only that a newer release wrote them.</summary>
    public bool IsNewer { get; private set; }

    public int Line { get; private set; } = 1;

    public int Column { get; private set; } = 1;

    /// <summary>The line where a step begins, counted from 0 over all of a plan, its hook last.</summary>
    public int LineOfStep(int number) => number < steps.Count ? steps[number] : number - steps.Count < stepsOfHook.Count ? stepsOfHook[number - steps.Count] : 1;

    public static PlanScan Of(ReadOnlySpan<byte> bytes)
    {
        var scan = new PlanScan();
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            return scan.With(bytes, 0, "The file is empty.");
        }
        if (!Utf8.IsValid(bytes))
        {
            return scan.With(bytes, FirstInvalid(bytes), "This is not a plan: it is not UTF-8.");
        }
        if (bytes.StartsWith("\uFEFF"u8))
        {
            scan.IsPlan = Of(bytes["\uFEFF"u8.Length..]).IsPlan;
            return scan.With(bytes, 0, "The plan was edited: it begins with a byte order mark.");
        }
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state: default);
        try
        {
            return scan.Read(bytes, ref reader);
        }
        catch (JsonException broken)
        {
            return scan.With(bytes, PlaceOf(broken, bytes), $"This is not {(scan.IsPlan ? "a plan any more" : "a plan")}: it is no JSON here ({broken.Message.Split(" LineNumber: ")[0].TrimEnd('.')}).");
        }
    }

    /// <summary>Line and column of a byte, both from 1, columns in bytes.</summary>
    public static (int Line, int Column) PlaceOf(ReadOnlySpan<byte> bytes, int at)
    {
        var before = bytes[..Math.Min(at, bytes.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    PlanScan Read(ReadOnlySpan<byte> bytes, ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return With(bytes, 0, "This is not a plan: it is no object.");
        }
        if (!SeeFormat(bytes, ref reader))
        {
            return this;
        }
        var (line, seen) = (1, 0);
        var (names, ended) = (new string[64], false);
        while (!ended)
        {
            if (!reader.Read())
            {
                return With(bytes, bytes.Length, "The plan ends in the middle: the file was cut off.");
            }
            line += bytes[seen..(int)reader.TokenStartIndex].Count((byte)'\n');
            seen = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth < names.Length)
            {
                names[reader.CurrentDepth] = reader.ValueIsEscaped ? "" : Encoding.UTF8.GetString(reader.ValueSpan);
            }
            else if (reader.TokenType == JsonTokenType.Null)
            {
                return With(bytes, seen, "This is not a plan: nothing in one is null.");
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                Note(reader.CurrentDepth, names, line);
            }
            ended = reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0;
        }
        var rest = bytes[(int)reader.BytesConsumed..].TrimStart(" \t\r\n"u8);
        return rest.IsEmpty ? this : With(bytes, bytes.Length - rest.Length, "This is not a plan: something stands behind its end.");
    }

    // It stands first, so that a newer release may change everything behind it.
    bool SeeFormat(ReadOnlySpan<byte> bytes, ref Utf8JsonReader reader)
    {
        if (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("format"u8) && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var format))
        {
            (IsPlan, IsNewer) = (true, format > PlanFile.Format);
            if (format == PlanFile.Format)
            {
                return true;
            }
            With(bytes, (int)reader.TokenStartIndex, IsNewer
                ? $"It is a plan of format {format}, made by a newer Turnstone: this one reads format {PlanFile.Format}."
                : $"There is no plan of format {format}.");
            return false;
        }
        With(bytes, (int)reader.TokenStartIndex, $"This is not a plan: it {(TakenForPlan.Words(bytes) is { } words ? $"is {words}" : "does not begin with its \"format\"")}.");
        return false;
    }

    void Note(int depth, string[] names, int line)
    {
        if (depth == DepthOfStep && names[1] == "migrations" && names[3] == "steps")
        {
            steps.Add(line);
        }
        else if (depth == DepthOfHookStep && names[1] == "after_error" && names[2] == "steps")
        {
            stepsOfHook.Add(line);
        }
    }

    PlanScan With(ReadOnlySpan<byte> bytes, int at, string trouble)
    {
        ((Line, Column), Trouble) = (PlaceOf(bytes, at), trouble);
        return this;
    }

    static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }
        return at;
    }

    static int PlaceOf(JsonException broken, ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        for (var line = broken.LineNumber ?? 0; line > 0 && bytes[at..].IndexOf((byte)'\n') is >= 0 and var end; line--)
        {
            at += end + 1;
        }
        return at + (int)(broken.BytePositionInLine ?? 0);
    }
}
