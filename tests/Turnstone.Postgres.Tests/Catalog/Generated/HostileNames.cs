namespace Turnstone.Postgres.Tests.Catalog.Generated;

using System.Globalization;
using System.Text;

/// <summary>Names such as nobody should give and somebody does, no two alike.</summary>
sealed class HostileNames(Random random)
{
    const int Longest = 63;

    static readonly string[] Words = ["select", "table", "user", "order", "json_value", "merge_action", "system_user", "value", "between", "int", "check", "json", "timestamp", "default", "desc", "group"];

    readonly HashSet<string> given = [];

    public string Next()
    {
        while (true)
        {
            var name = One();
            if (given.Add(name))
            {
                return name;
            }
        }
    }

    string One()
    {
        var number = random.Next(100).ToString(CultureInfo.InvariantCulture);
        return random.Next(12) switch
        {
            0 => Words[random.Next(Words.Length)],
            1 => $"we\"ird {number}",
            2 => $"Upper Case {number}",
            3 => $"it's {number}",
            4 => $"ünïcödé_日本_{number}",
            5 => Filled($"long_{number}_", 'x'),
            6 => Filled($"lang_{number}_", 'é'),
            7 => $"a.b-{number};",
            8 => $"$1 \\ {number} 😀",
            9 => $"-- {number} /*",
            _ => $"plain_{number}",
        };
    }

    // As many bytes as a name can have.
    static string Filled(string start, char with)
    {
        var name = new StringBuilder(start);
        while (Encoding.UTF8.GetByteCount(name.ToString()) + Encoding.UTF8.GetByteCount([with]) <= Longest)
        {
            name.Append(with);
        }
        return name.ToString();
    }
}
