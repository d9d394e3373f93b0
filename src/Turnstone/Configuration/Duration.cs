namespace Turnstone.Configuration;

using System.Diagnostics.CodeAnalysis;

/// <summary>A stretch of time as people write it: <c>250ms</c>, <c>2s</c>, <c>5min</c>, <c>1h</c>, <c>1d</c>, or <c>0</c>.</summary>
public static class Duration
{
    static readonly (string Word, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1000), ("min", 60_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    public static bool TryRead(string text, out TimeSpan value) => TryRead(text, out value, out _, out _);

    /// <remarks>PostgreSQL's own timeouts are 32-bit milliseconds; nothing longer can be passed on to it.</remarks>
    internal static bool TryRead(string text, out TimeSpan value, [NotNullWhen(false)] out string? problem, out string? help)
    {
        value = default;
        help = "Write a number and its unit: 250ms, 2s, 5min, 1h; or 0.";
        if (!Quantity.TryRead(text, Units, out var milliseconds, out problem))
        {
            help = problem.EndsWith("no unit", StringComparison.Ordinal) ? $"Write {text.Trim()}s, {text.Trim()}min or {text.Trim()}ms." : help;
            return false;
        }
        if (milliseconds > int.MaxValue)
        {
            (problem, help) = ($"'{text}' is longer than PostgreSQL's longest timeout, 24 days", "Write 0 for no limit.");
            return false;
        }
        (value, help) = (TimeSpan.FromMilliseconds(milliseconds), null);
        return true;
    }

    /// <summary>As people say it, in one unit: <c>0.4 s</c>, <c>12 s</c>, <c>5 min</c>, <c>3 h</c>, <c>2 d</c>.</summary>
    public static string Say(TimeSpan time) => FormattableString.Invariant(time.TotalSeconds switch
    {
        < 9.95 => $"{time.TotalSeconds:0.0} s",
        < 120 => $"{time.TotalSeconds:0} s",
        < 7_200 => $"{Math.Floor(time.TotalMinutes):0} min",
        < 172_800 => $"{Math.Floor(time.TotalHours):0} h",
        _ => $"{Math.Floor(time.TotalDays):0} d",
    });
}
