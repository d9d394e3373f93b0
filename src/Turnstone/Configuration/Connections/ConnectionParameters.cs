namespace Turnstone.Configuration.Connections;

using System.Collections.Immutable;

/// <summary>What a connection is told, by libpq's keywords, from whatever form it was written in.</summary>
/// <param name="Unknown">Keywords that nobody knows, as written.</param>
sealed record ConnectionParameters(ImmutableSortedDictionary<string, string> Values, ImmutableArray<string> Unknown)
{
    public static readonly ConnectionParameters None = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), []);

    public string? this[string keyword] => Values.GetValueOrDefault(keyword) is { Length: > 0 } value ? value : null;

    public bool HoldsPassword => this["password"] is not null || this["sslpassword"] is not null;

    /// <summary>With one more, in any spelling; of two for the same, the later counts.</summary>
    public ConnectionParameters With(string spelling, string value) => ConnectionKeyword.Find(spelling) is { } keyword
        ? this with { Values = Values.SetItem(keyword.Name, value) }
        : this with { Unknown = Unknown.Contains(spelling) ? Unknown : Unknown.Add(spelling) };

    /// <summary>With what the others say about keywords that nothing is said about here.</summary>
    public ConnectionParameters Or(ConnectionParameters others)
    {
        var values = others.Values;
        foreach (var (name, value) in Values)
        {
            values = value.Length > 0 ? values.SetItem(name, value) : values;
        }
        return new(values, Unknown.AddRange(others.Unknown));
    }

    /// <summary>What libpq's environment variables say.</summary>
    public static ConnectionParameters FromVariables(IReadOnlyDictionary<string, string> environment, bool withPlace)
    {
        var said = None;
        foreach (var keyword in ConnectionKeyword.All)
        {
            if (keyword.Variable is { } variable && (withPlace || !keyword.IsPlace) && environment.GetValueOrDefault(variable) is { Length: > 0 } value)
            {
                said = said.With(keyword.Name, value);
            }
        }
        return said;
    }
}
