namespace Turnstone.Migrations;

using System.Diagnostics.CodeAnalysis;

/// <summary>A migration's identity: numbers joined by dots, compared number by number.</summary>
/// <remarks><c>1_2</c>, <c>01.2</c> and <c>1.2.0</c> are one version: the canonical text has neither leading zeros nor trailing zero parts.</remarks>
public sealed record MigrationVersion : IComparable<MigrationVersion>
{
    readonly string[] parts;

    MigrationVersion(string[] parts)
    {
        this.parts = parts;
        Text = string.Join('.', parts);
    }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out MigrationVersion? version)
    {
        var parts = text.Replace('_', '.').Split('.');
        version = parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit)) ? new(Canonical(parts)) : null;
        return version is not null;
    }

    /// <summary>The version that <paramref name="text"/> is known to be: a text that the ledger or a file name gave before.</summary>
    public static MigrationVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a version");

    public int CompareTo(MigrationVersion? other)
    {
        if (other is null)
        {
            return 1;
        }
        for (var i = 0; i < Math.Max(parts.Length, other.parts.Length); i++)
        {
            var compared = CompareNumbers(i < parts.Length ? parts[i] : "0", i < other.parts.Length ? other.parts[i] : "0");
            if (compared != 0)
            {
                return compared;
            }
        }
        return 0;
    }

    public bool Equals(MigrationVersion? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    public static bool operator <(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) < 0;
    public static bool operator >(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) > 0;
    public static bool operator <=(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) <= 0;
    public static bool operator >=(MigrationVersion left, MigrationVersion right) => left.CompareTo(right) >= 0;

    static string[] Canonical(string[] parts)
    {
        var numbers = parts.Select(part => part.TrimStart('0') is { Length: > 0 } number ? number : "0").ToArray();
        var length = Array.FindLastIndex(numbers, number => number != "0") + 1;
        return numbers[..Math.Max(length, 1)];
    }

    // Without leading zeros the longer number is the larger: no limit on digits, so a timestamp with anything behind it fits.
    static int CompareNumbers(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
}
