namespace Turnstone.Text;

/// <summary>A constant in SQL; as text it is quoted for its type.</summary>
/// <remarks>PostgreSQL manual 4.1.2: with a backslash in it a string is written <c>E'…'</c>, which reads the same whatever
/// <c>standard_conforming_strings</c> says.</remarks>
public readonly record struct Literal
{
    readonly string? text;

    Literal(string text) => this.text = text;

    public static Literal Of(string? value) => value switch
    {
        null => new("NULL"),
        _ when value.Contains('\\', StringComparison.Ordinal) =>
            new($"E'{value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'"),
        _ => new($"'{value.Replace("'", "''", StringComparison.Ordinal)}'"),
    };

    public static Literal Of(bool value) => new(value ? "true" : "false");

    public override string ToString() => text ?? "NULL";
}
