namespace Turnstone.Configuration.Connections;

using System.Collections.Immutable;

/// <summary>What a connection is told, by libpq's keywords, from whatever form it was written in.</summary>
/// <param name="Unknown">Keywords that nobody knows, as written.</param>
sealed record ConnectionParameters(ImmutableDictionary<string, string> Values, ImmutableArray<string> Unknown)
{
    public static readonly ConnectionParameters None = new(ImmutableDictionary.Create<string, string>(StringComparer.Ordinal), []);

    public string? this[string keyword] => Values.GetValueOrDefault(keyword) is { Length: > 0 } value ? value : null;

    public bool HoldsPassword => this["password"] is not null || this["sslpassword"] is not null;

    /// <summary>With one more, in any spelling; of two for the same, the later counts.</summary>
    public ConnectionParameters With(string spelling, string value) => ConnectionKeyword.Find(spelling) is { } keyword
        ? this with { Values = Values.SetItem(keyword.Name, value) }
        : this with { Unknown = Unknown.Contains(spelling) ? Unknown : Unknown.Add(spelling) };

    /// <summary>With what the others say about keywords that nothing is said about here.</summary>
    public ConnectionParameters Or(ConnectionParameters others) =>
        new(others.Values.SetItems(Values.Where(pair => pair.Value.Length > 0)), Unknown.AddRange(others.Unknown));

    /// <summary>What libpq's environment variables say.</summary>
    public static ConnectionParameters FromVariables(IReadOnlyDictionary<string, string> environment, bool withPlace) =>
        ConnectionKeyword.All
            .Where(keyword => keyword.Variable is not null && (withPlace || !keyword.IsPlace))
            .Select(keyword => (keyword.Name, Value: environment.GetValueOrDefault(keyword.Variable!, "")))
            .Where(pair => pair.Value.Length > 0)
            .Aggregate(None, (sofar, pair) => sofar.With(pair.Name, pair.Value));
}
