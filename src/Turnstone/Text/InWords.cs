namespace Turnstone.Text;

using System.Globalization;

/// <summary>Figures as people read them.</summary>
static class InWords
{
    /// <summary>A number of bytes as PostgreSQL writes it: <c>16 kB</c>, <c>12 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 10L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:#,0} kB"),
        < 10L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:#,0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:#,0} GB"),
    };

    /// <summary>A number as people read it: <c>2,147,483,647</c>.</summary>
    public static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>How long something has lasted, as people say it.</summary>
    public static string Lasting(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds)) switch
    {
        { TotalSeconds: < 120 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 120 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        { TotalHours: < 48 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
    };
}
