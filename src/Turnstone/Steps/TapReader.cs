namespace Turnstone.Steps;

using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>Reads lines of the Test Anything Protocol (testanything.org, version 12, as pgTAP prints it) and says what they amount to.</summary>
sealed partial class TapReader
{
    const int MostNamed = 5;

    readonly List<string> failed = [];
    int? planned;
    int plans, ran, todo, skipped;
    bool skipsAll;

    /// <summary>Why the tests gave up; none where they did not.</summary>
    public string? BailedOut { get; private set; }

    /// <summary>Takes what one row holds: one line or several.</summary>
    public void Add(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Take(line.TrimEnd('\r'));
        }
    }

    /// <summary>What the lines so far amount to.</summary>
    public TapResult Finish() => new(planned ?? 0, ran, failed.Count, todo, skipped, Trouble());

    // What is indented belongs to a test made of others, which says itself what became of it.
    void Take(string line)
    {
        if (BailedOut is not null)
        {
            return;
        }
        if (Plan().Match(line) is { Success: true } plan)
        {
            plans++;
            planned = int.TryParse(plan.Groups["last"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : int.MaxValue;
            skipsAll = last == 0 && plan.Groups["skip"].Success;
        }
        else if (Test().Match(line) is { Success: true } test)
        {
            TakeTest(test);
        }
        else if (line.StartsWith("Bail out!", StringComparison.OrdinalIgnoreCase))
        {
            BailedOut = line["Bail out!".Length..].Trim();
        }
    }

    void TakeTest(Match test)
    {
        ran++;
        var directive = test.Groups["directive"].Value;
        if (directive.Equals("skip", StringComparison.OrdinalIgnoreCase))
        {
            skipped++;
        }
        else if (directive.Length > 0)
        {
            todo++;
        }
        else if (test.Groups["not"].Success)
        {
            var name = test.Groups["name"].Value.Trim();
            var number = test.Groups["number"] is { Success: true, Value: var written } ? written : ran.ToString(CultureInfo.InvariantCulture);
            failed.Add(name.Length == 0 ? number : $"{number} ({name})");
        }
    }

    string? Trouble()
    {
        if (BailedOut is { } why)
        {
            return $"The tests bailed out after {ran}{(why.Length > 0 ? $": {why}" : "")}";
        }
        if (failed.Count > 0)
        {
            var named = string.Join(", ", failed.Take(MostNamed)) + (failed.Count > MostNamed ? $" and {failed.Count - MostNamed} more" : "");
            return $"{failed.Count} of {Tests(Math.Max(ran, plans == 1 ? planned!.Value : 0))} failed: {named}";
        }
        return (plans, planned) switch
        {
            (0, _) => $"{Tests(ran)} ran, and nothing says how many there are",
            ( > 1, _) => "The number of tests is said more than once",
            _ when skipsAll => null,
            (_, 0) => "No test ran",
            (_, { } number) when number != ran => $"{Tests(number)} planned, {ran} run",
            _ => null,
        };
    }

    static string Tests(int number) => number == 1 ? "1 test" : string.Create(CultureInfo.InvariantCulture, $"{number} tests");

    [GeneratedRegex(@"^1\.\.(?<last>\d+)\s*(?<skip>#\s*skip\b.*)?(#.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Plan();

    // A # in a name is written \#.
    [GeneratedRegex(@"^(?<not>not )?ok\b\s*(?<number>\d+)?\s*(- )?(?<name>(\\.|[^\\#]|#(?!\s*(todo|skip)\b))*)(#\s*(?<directive>todo|skip)\b.*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Test();
}

/// <summary>What tests amount to.</summary>
/// <param name="Failed">Those that count: not the ones still to be done.</param>
/// <param name="Todo">Known not to hold yet, whether they failed or not.</param>
/// <param name="Trouble">Why they do not count as passed, as a sentence without its end; none where they do.</param>
sealed record TapResult(int Planned, int Ran, int Failed, int Todo, int Skipped, string? Trouble);
