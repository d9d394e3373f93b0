namespace Turnstone.Diagnostics;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>The line of a COPY's rows, as the context of a server's error names it: <c>COPY t, line 3, column x</c>.</summary>
static partial class CopyPlace
{
    /// <summary>Counted from 1; none where the context names none.</summary>
    /// <remarks>The word before the number is in the server's language; what follows quotes the row, and is left out.</remarks>
    public static int? Row(string? context) =>
        Named().Match(context ?? "") is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^COPY .{1,500}?, \S{1,20} (\d{1,9})(?:[,:]|$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
