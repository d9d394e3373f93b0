namespace Turnstone.Verification.Rows;

using System.Collections.Immutable;
using System.Globalization;

/// <summary>What the constants of a condition suggest for the columns that it is about: themselves, their neighbours, texts of their length, what matches them as a pattern.</summary>
/// <remarks>Conditions are not solved: what does not fit, the server refuses.</remarks>
static class ConstantValues
{
    const int MostConstants = 200, LongestText = 4000;

    /// <param name="category">Of the column's type.</param>
    public static ImmutableArray<string> Of(IEnumerable<string> conditions, char category)
    {
        var constants = conditions.SelectMany(SqlWords.ConstantsOf).Distinct().Take(MostConstants).ToList();
        var suggested = category switch
        {
            'N' => constants.SelectMany(Numbers).Concat(Between(constants)),
            'S' or 'X' => constants.Concat(constants.SelectMany(Texts)),
            'D' => constants.Concat(constants.SelectMany(Times)).Concat(constants.SelectMany(Years)),
            'A' => Arrays(constants),
            _ => constants.Concat(Documents(constants)),
        };
        return [.. suggested.Distinct()];
    }

    static IEnumerable<string> Numbers(string constant) =>
        decimal.TryParse(constant, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e20m
            ? [Text(number), Text(number + 1), Text(number - 1), Text(-number)] : [constant];

    // Halfway, for what lies between two whole numbers.
    static IEnumerable<string> Between(IEnumerable<string> constants)
    {
        var numbers = constants.Select(one => decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e20m ? number : (decimal?)null).OfType<decimal>().ToList();
        return numbers.Zip(numbers.Skip(1), (one, other) => Text((one + other) / 2));
    }

    static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    static IEnumerable<string> Texts(string constant) =>
        int.TryParse(constant, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length is > 0 and <= LongestText ? ((int[])[length, length + 1, length - 1]).Where(one => one > 0).SelectMany(one => (string[])[new('a', one), new('A', one), new('1', one)]) : []
            : [.. PatternSample.OfExpression(constant), .. PatternSample.OfLike(constant), $"a{constant}b", $"a{constant}b{constant}c", constant.ToUpperInvariant(), constant.ToLowerInvariant()];

    static IEnumerable<string> Times(string constant) =>
        DateTimeOffset.TryParse(constant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year is > 1 and < 9999
            ? ((int[])[1, -1]).Select(days => time.AddDays(days).ToString("yyyy-MM-dd HH:mm:ss'+00'", CultureInfo.InvariantCulture)) : [];

    static IEnumerable<string> Years(string constant) => int.TryParse(constant, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1000 and < 9999 ? [$"{constant}-05-06"] : [];

    static IEnumerable<string> Arrays(List<string> constants) =>
        constants.Where(one => one.StartsWith('{')).Concat(constants.Where(one => !one.StartsWith('{')).Select(one => $"{{{Quoted(one)}}}")).Append($"{{{string.Join(',', constants.Select(Quoted))}}}");

    static IEnumerable<string> Documents(List<string> constants) => constants.Count == 0 ? [] :
    [
        .. constants.Count > 2 ? [constants.SkipLast(1).Reverse().Aggregate(Quoted(constants[^1]), (inner, key) => $"{{{Quoted(key)}: {inner}}}")] : (string[])[],
        $"{{{string.Join(", ", constants.Select(one => $"{Quoted(one)}: 1"))}}}", $"{{{string.Join(", ", constants.Select(one => $"{Quoted(one)}: \"a\""))}}}",
        $"[{string.Join(", ", constants.Select(Quoted))}]", .. constants.Select(Quoted), .. constants.SelectMany(key => constants.Select(value => $"{{{Quoted(key)}: {Quoted(value)}}}")).Take(50),
    ];

    static string Quoted(string text) => $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
