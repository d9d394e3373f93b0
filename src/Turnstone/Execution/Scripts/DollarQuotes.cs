namespace Turnstone.Execution.Scripts;

using System.Globalization;
using Turnstone.Text;

/// <summary>A text in dollar quotes: neither the server nor psql looks into it.</summary>
static class DollarQuotes
{
    public static Verbatim Around(string text)
    {
        var mark = "$turnstone$";
        // Also where the text ends like the beginning of the mark.
        for (var number = 1; (text + mark).IndexOf(mark, StringComparison.Ordinal) < text.Length; number++)
        {
            mark = string.Create(CultureInfo.InvariantCulture, $"$turnstone{number}$");
        }
        return new($"{mark}{text}{mark}");
    }
}
