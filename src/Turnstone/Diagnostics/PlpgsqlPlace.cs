namespace Turnstone.Diagnostics;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>A line of a PL/pgSQL body, as the context of a server's error names it.</summary>
/// <param name="Line">Counted from 1; the first is the one that the body's opening quote stands on.</param>
sealed partial record PlpgsqlPlace(string Function, int Line)
{
    /// <summary>Whether it is the body of a <c>DO</c>, which has no name.</summary>
    public bool IsBlock => Function == "inline_code_block";

    /// <summary>Every such line that a context names, the innermost call first.</summary>
    /// <remarks>The rest of a context quotes statements and values of rows, and is left out.</remarks>
    public static IEnumerable<PlpgsqlPlace> Read(string? context) =>
        Named().Matches(context ?? "").Select(match => new PlpgsqlPlace(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));

    public override string ToString() => $"PL/pgSQL function {Function}, line {Line}";

    [GeneratedRegex(@"^PL/pgSQL function (.{1,500}) line (\d{1,9}) (?:at|during) ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
