namespace Turnstone.Postgres.Tests.Crash;

using System.Globalization;

/// <summary>Which of very many cases this test run looks at: some, others each day, or the ones that <c>./prove runner</c> wants.</summary>
/// <remarks><c>TURNSTONE_TEST_SEED</c> repeats a day's; <c>TURNSTONE_TEST_CELLS</c> (<c>100-199</c>) are those by their number, and
/// <c>TURNSTONE_TEST_REPORT</c> the file that gets their figures.</remarks>
sealed class Sample
{
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("TURNSTONE_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : (int)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;

    static string? Cells => Environment.GetEnvironmentVariable("TURNSTONE_TEST_CELLS");

    /// <summary>Tries them, and says all that is wrong.</summary>
    /// <param name="someOf">How many, where nobody asked for certain ones.</param>
    /// <param name="check">What is wrong with one; none where nothing is.</param>
    public static async Task AllPassAsync<T>(IReadOnlyList<T> all, int someOf, Func<T, Task<string?>> check)
    {
        var chosen = Choose(all, someOf);
        List<string> wrong = [];
        foreach (var one in chosen)
        {
            if (await check(one) is { } said)
            {
                wrong.Add(said);
            }
        }
        var figures = $"{chosen.Length} of {all.Count}, seed {Seed}: {chosen.Length - wrong.Count} converged, {wrong.Count} did not";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        if (Environment.GetEnvironmentVariable("TURNSTONE_TEST_REPORT") is { Length: > 0 } report)
        {
            await File.WriteAllLinesAsync(report, [$"{all.Count} {chosen.Length} {wrong.Count}", .. wrong]);
        }
        wrong.ShouldBeEmpty($"{figures}\n\n{string.Join("\n\n", wrong)}");
    }

    static T[] Choose<T>(IReadOnlyList<T> all, int someOf)
    {
        if (Cells is { } range)
        {
            var ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList();
            return [.. all.Skip(ends[0]).Take(ends[1] - ends[0] + 1)];
        }
        var cases = all.ToArray();
        new Random(Seed).Shuffle(cases);
        return cases[..Math.Min(someOf, cases.Length)];
    }
}
