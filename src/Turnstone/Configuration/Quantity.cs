namespace Turnstone.Configuration;

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

/// <summary>A number with its unit; a bare number says too little, except zero.</summary>
static class Quantity
{
    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <param name="value">In the smallest of the units.</param>
    public static bool TryRead(
        string text, ReadOnlySpan<(string Word, double Factor)> units, out double value, [NotNullWhen(false)] out string? problem)
    {
        (value, problem) = (0, null);
        var trimmed = text.AsSpan().Trim();
        var digits = trimmed.IndexOfAnyExcept(Digits);
        var unit = digits < 0 ? [] : trimmed[digits..].TrimStart();
        var number = digits < 0 ? trimmed : trimmed[..digits];
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed))
        {
            problem = $"'{text}' is not a number with a unit";
            return false;
        }
        if (unit.IsEmpty)
        {
            problem = parsed == 0 ? null : $"'{text}' has no unit";
            return parsed == 0;
        }
        foreach (var (word, factor) in units)
        {
            if (unit.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                value = parsed * factor;
                return true;
            }
        }
        problem = $"'{text}': the unit '{unit}' is not known";
        return false;
    }
}
