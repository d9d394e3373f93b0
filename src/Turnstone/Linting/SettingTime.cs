namespace Turnstone.Linting;

using System.Globalization;

/// <summary>Reads the value of a setting that is a time: <c>5000</c>, <c>'2s'</c>, <c>'1 min'</c>.</summary>
/// <remarks>PostgreSQL manual 19.1.1; without a unit they are milliseconds.</remarks>
static class SettingTime
{
    /// <summary>None where it is not one.</summary>
    public static TimeSpan? Read(string written)
    {
        var text = written.Trim('\'').Trim();
        var digits = text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        return text[digits..].Trim() switch
        {
            "us" => TimeSpan.FromMicroseconds(number),
            "" or "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "min" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => null,
        };
    }
}
