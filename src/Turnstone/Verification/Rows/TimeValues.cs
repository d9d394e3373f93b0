namespace Turnstone.Verification.Rows;

using System.Globalization;

/// <summary>Values of the types that tell the time.</summary>
static class TimeValues
{
    // Far enough back for every seed to be over by now: what is to come is rare in what people write, and conditions on the clock are about it.
    static readonly DateTime First = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static ValueList Of(string type, int seed)
    {
        var numbers = Enumerable.Range(1, TypeValues.Many).Select(number => seed * 100 + number);
        return type switch
        {
            "date" => new(["infinity", "-infinity", "4713-01-01 BC", "5874897-12-31", "2024-02-29", "0001-12-31 BC"], [.. numbers.Select(Day)]),
            "timestamp" => new(["infinity", "-infinity", "4713-01-01 00:00:00 BC", "294276-12-31 23:59:59.999999", "2000-02-29 23:59:59.999999"], [.. numbers.Select(number => $"{Day(number)} 12:00:00")]),
            "timestamptz" => new(["infinity", "-infinity", "4713-01-01 00:00:00+00 BC", "294276-12-31 23:59:59.999999+00", "2000-02-29 23:59:59.999999+00"], [.. numbers.Select(number => $"{Day(number)} 12:00:00+00")]),
            "time" => new(["00:00:00", "24:00:00", "23:59:59.999999"], [.. numbers.Select(Minute)]),
            "timetz" => new(["00:00:00+15:59", "24:00:00-15:59", "23:59:59.999999+00"], [.. numbers.Select(number => $"{Minute(number)}+00")]),
            _ => new(["0", "178000000 years", "-178000000 years", "1 mon -1 days +00:00:00.000001", "infinity", "-infinity"], [.. numbers.Select(number => $"{number} hours")]),
        };
    }

    static string Day(int number) => First.AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Minute(int number) => TimeSpan.FromMinutes(number % 1440).ToString("c", CultureInfo.InvariantCulture);
}
