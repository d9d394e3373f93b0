namespace Turnstone.Configuration;

using System.Diagnostics.CodeAnalysis;

/// <summary>A number of bytes as people write it, in PostgreSQL's units of 1024: <c>512kB</c>, <c>1MB</c>, or <c>0</c>.</summary>
public static class ByteSize
{
    static readonly (string Word, double Bytes)[] Units = [("B", 1), ("kB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30)];

    public static bool TryRead(string text, out long bytes) => TryRead(text, out bytes, out _, out _);

    internal static bool TryRead(string text, out long bytes, [NotNullWhen(false)] out string? problem, out string? help)
    {
        (bytes, help) = (0, "Write a number and its unit: 512kB, 1MB, 1GB; or 0.");
        if (!Quantity.TryRead(text, Units, out var number, out problem))
        {
            help = problem.EndsWith("no unit", StringComparison.Ordinal) ? $"Write {text.Trim()}kB, {text.Trim()}MB or {text.Trim()}B." : help;
            return false;
        }
        if (number > 1L << 40)
        {
            problem = $"'{text}' is more than a terabyte";
            return false;
        }
        (bytes, help) = ((long)number, null);
        return true;
    }
}
