namespace Turnstone.Verification.Rows;

using System.Globalization;

/// <summary>Values of types that extensions bring, and of those of which nothing is known but their name: the server says which of them it takes.</summary>
static class ForeignValues
{
    static readonly string[] Probes =
    [
        "", "0", "1", "a", "b", "ab", "{}", "[]", "()", "(0,0)", "(1,2)", "[1,2]", "1,2", "0/0", "1.1", "1.1.1", "a.b", "POINT(0 0)", "POINT(1 2)", "POINT EMPTY", "LINESTRING(0 0,1 1)", "POLYGON((0 0,1 0,1 1,0 0))",
        "\"a\"=>\"1\"", "2024-01-01", "00:00", "00000000-0000-0000-0000-000000000001", "10.0.0.1", "<a/>", "978-0-306-40615-7", "0-306-40615-2", "0378-5955", "t", "$.a",
    ];

    public static ValueList Of(string type, int modifier, int seed)
    {
        var numbers = Enumerable.Range(1, TypeValues.Many).Select(number => seed * 100 + number).ToList();
        return type switch
        {
            "hstore" => new(["", "\"a\"=>NULL, \"ü \\\"\\\\\"=>\"\""], Made(numbers, number => $"\"a\"=>\"{number}\"")),
            "citext" => BuiltInValues.Of("text", -1, seed),
            "ltree" => new([""], Made(numbers, number => $"a.b{number}")),
            "cube" => new(["(0)", "(1,2),(3,4)"], Made(numbers, number => $"({number})")),
            "vector" or "halfvec" when modifier > 0 => new([Vector(modifier, 0)], [.. numbers.Select(number => Vector(modifier, number))]),
            _ => new([], [.. Probes, .. Made(numbers, number => $"{number}"), .. Made(numbers, number => $"a{number}")]),
        };
    }

    static System.Collections.Immutable.ImmutableArray<string> Made(IEnumerable<int> numbers, Func<int, FormattableString> written) => [.. BuiltInValues.Plain(numbers, written)];

    static string Vector(int dimensions, int number) => $"[{string.Join(',', Enumerable.Range(0, dimensions).Select(place => ((number + place) % 100).ToString(CultureInfo.InvariantCulture)))}]";
}
