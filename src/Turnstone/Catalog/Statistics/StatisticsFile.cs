namespace Turnstone.Catalog.Statistics;

using System.Text.Json;
using Turnstone.Diagnostics;

/// <summary>Reads again what <c>turnstone dump --stats</c> wrote.</summary>
static class StatisticsFile
{
    /// <param name="shown">What messages call the file.</param>
    /// <param name="of">Takes from the document what somebody wants of it.</param>
    public static Checked<T> Read<T>(string text, string shown, Func<JsonElement, T> of) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("tables", out _)
                ? Checked.Of(of(root))
                : Refused("stats-broken", "It holds no figures: it has no 'tables'.");
        }
        catch (JsonException cut)
        {
            return Refused("stats-cut", "The document ends before its end, or is none: it was cut off or edited.", (int)(cut.LineNumber ?? 0) + 1, (int)(cut.BytePositionInLine ?? 0) + 1);
        }
        catch (Exception other) when (other is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return Refused("stats-broken", "Something in it is not as figures are written: it was edited, or another program wrote it.");
        }

        Checked<T> Refused(string rule, string message, int line = 1, int column = 1) =>
            Checked.Failed<T>(Diagnostic.Error(rule, message, shown, $"Nothing was looked at.\nWrite it again: turnstone dump --stats -o {shown}").At(line, column));
    }

    /// <summary>The elements of a list of the document; none where an older release did not write it.</summary>
    public static IEnumerable<JsonElement> Elements(JsonElement root, string list) => root.TryGetProperty(list, out var elements) ? elements.EnumerateArray() : [];
}
