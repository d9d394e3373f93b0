namespace Turnstone.Catalog.Objects;

using System.Collections.Frozen;
using System.Globalization;

/// <summary>Which types hold everything that another holds, value for value.</summary>
/// <remarks>PostgreSQL manual 8.1, 8.3</remarks>
static class TypeWidening
{
    static readonly FrozenDictionary<string, FrozenSet<string>> Wider = new Dictionary<string, FrozenSet<string>>
    {
        ["smallint"] = ["integer", "bigint", "numeric", "real", "double precision", "text"],
        ["integer"] = ["bigint", "numeric", "double precision", "text"],
        ["bigint"] = ["numeric", "text"],
        ["real"] = ["double precision"],
        ["character varying"] = ["text", "character varying"],
        ["numeric"] = ["numeric", "text"],
        ["date"] = ["timestamp without time zone"],
        ["json"] = ["text"],
        ["uuid"] = ["text"],
        ["boolean"] = ["text"],
        ["cidr"] = ["inet"],
    }.ToFrozenDictionary();

    static readonly FrozenSet<string>[] Families =
    [
        ["smallint", "integer", "bigint", "numeric", "real", "double precision", "money"], ["date", "timestamp without time zone", "timestamp with time zone"],
        ["time without time zone", "time with time zone", "interval"], ["json", "jsonb"], ["inet", "cidr"], ["bit", "bit varying", "integer"], ["boolean", "integer"],
    ];

    static readonly FrozenSet<string> Texts = ["text", "character varying", "character", "name"];

    /// <summary>Whether a value can be cast as it is; any can be as text.</summary>
    public static bool IsCast(string from, string to)
    {
        var (name, other) = (WithoutLimit(from), WithoutLimit(to));
        return name == other || Texts.Contains(name) || Texts.Contains(other) || Families.Any(family => family.Contains(name) && family.Contains(other))
            || name.EndsWith("[]", StringComparison.Ordinal) && other.EndsWith("[]", StringComparison.Ordinal) && IsCast(name[..^2], other[..^2]);
    }

    // timestamp(3) with time zone is a timestamp with time zone.
    static string WithoutLimit(string type) => type is [not '"', ..] && type.IndexOf('(', StringComparison.Ordinal) is > 0 and var open && type.IndexOf(')', open) is > 0 and var close ? type[..open] + type[(close + 1)..] : type;

    /// <summary>Whether no value of the first type is lost in the second.</summary>
    public static bool Keeps(string from, string to)
    {
        var ((name, limit), (wider, room)) = (Parts(from), Parts(to));
        return name == wider && limit == room
            || Wider.TryGetValue(name, out var names) && names.Contains(wider) && (room is null || name == wider && limit is not null && Holds(limit, room));
    }

    // varchar(20) into varchar(50); numeric(10,2) into numeric(12,2).
    static bool Holds(string limit, string room)
    {
        var (before, after) = (Numbers(limit), Numbers(room));
        return before.Length == after.Length && after[0] >= before[0] && before.AsSpan(1).SequenceEqual(after.AsSpan(1));
    }

    static int[] Numbers(string list) => [.. list.Split(',').Select(one => int.TryParse(one, CultureInfo.InvariantCulture, out var number) ? number : 0)];

    static (string Name, string? Limit) Parts(string type) => type.IndexOf('(', StringComparison.Ordinal) is >= 0 and var at && type.EndsWith(')')
        ? (type[..at].TrimEnd(), type[(at + 1)..^1])
        : (type, null);
}
