namespace Turnstone.Linting;

using Turnstone.Sql.Statements;

/// <summary>Looks at rows that are copied in, without taking all of them into memory.</summary>
static class CopiedRows
{
    const int MostRows = 500, MostCharacters = 64 * 1024;

    public static IReadOnlyList<string> Read(TextReader reader)
    {
        var rows = new List<string>();
        var left = MostCharacters;
        while (rows.Count < MostRows && left > 0 && reader.ReadLine() is { } row)
        {
            rows.Add(row);
            left -= row.Length;
        }
        return rows;
    }

    /// <summary>The values of a row, as far as its delimiter parts them: of CSV only where no value is quoted with one in it.</summary>
    public static string[] Values(Copy copy, string row) => row.Split(Delimiter(copy));

    static char Delimiter(Copy copy) =>
        copy.Options.FirstOrDefault(option => option.Name is "delimiter" or "using delimiters" or "delimiters") is { Value: { } value } && copy.Slice.Said(value) is [var one] ? one
            : copy.Options.Any(option => option.Name == "csv" || option is { Name: "format", Value: { } format } && copy.Slice.Text.AsSpan(format.Start, format.Length).Trim('\'').Equals("csv", StringComparison.OrdinalIgnoreCase)) ? ',' : '\t';
}
