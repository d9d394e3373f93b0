namespace Turnstone.Configuration.Connections;

using System.Buffers;

/// <summary>Reads <c>postgres://user:password@host:port,host/database?keyword=value</c> as libpq does, and the JDBC driver's likes.</summary>
/// <remarks>PostgreSQL manual 34.1.1.2. Not <see cref="Uri"/>, which knows neither several hosts nor socket folders as hosts.</remarks>
static class ConnectionUri
{
    static readonly SearchValues<char> Misplaced = SearchValues.Create("@/:#? ");

    static readonly SearchValues<char> Ports = SearchValues.Create("0123456789,");

    public static bool IsOne(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    public static (ConnectionParameters? Parameters, string? Problem) Read(string text, bool isJdbc)
    {
        if (isJdbc && !text.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase))
        {
            return (null, "is a JDBC URL for something other than PostgreSQL");
        }
        var (address, query) = Cut(text, '?');
        var (authority, database) = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var separator
            ? Cut(address[(separator + 3)..], '/')
            : ("", address["postgresql:".Length..]);
        var at = authority.LastIndexOf('@');
        var parameters = ConnectionParameters.None.With("dbname", Decode(database));
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], ':');
            parameters = parameters.With("user", Decode(user)).With("password", Decode(password));
        }
        var (hosts, ports) = Hosts(authority[(at + 1)..]);
        var pairs = Pairs(query);
        // What stands after an unencoded sign looks like a port or a keyword: it is named neither here nor later.
        return !ports.AsSpan().ContainsAnyExcept(Ports) && pairs.TrueForAll(pair => !pair.Name.AsSpan().ContainsAny(Misplaced))
            ? (Query(parameters.With("host", hosts).With("port", ports), pairs, isJdbc), null)
            : (null, "cannot be read: a port is no number, or a sign such as / @ : ? # in the user name or password is not percent-encoded");
    }

    /// <summary>Names and ports, each a list in the way of libpq's keywords.</summary>
    static (string Hosts, string Ports) Hosts(string authority)
    {
        var (names, ports) = (new List<string>(), new List<string>());
        foreach (var one in authority.Split(','))
        {
            var colon = one.IndexOf(':', one.StartsWith('[') ? Math.Max(0, one.IndexOf(']', StringComparison.Ordinal)) : 0);
            names.Add(Decode(colon < 0 ? one : one[..colon]));
            ports.Add(colon < 0 ? "" : one[(colon + 1)..]);
        }
        return (string.Join(',', names), string.Join(',', ports));
    }

    static List<(string Name, string Value)> Pairs(string query)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(pair, '=');
            pairs.Add((Decode(name), Decode(value)));
        }
        return pairs;
    }

    static ConnectionParameters Query(ConnectionParameters parameters, List<(string Name, string Value)> pairs, bool isJdbc)
    {
        foreach (var (name, value) in pairs)
        {
            if (name != "ssl")
            {
                parameters = parameters.With(name, value);
            }
            else if (value is "true" or "1" or "" && pairs.TrueForAll(pair => pair.Name != "sslmode"))
            {
                // libpq reads ssl=true as require; the JDBC driver also verifies.
                parameters = parameters.With("sslmode", isJdbc ? "verify-full" : "require");
            }
        }
        return parameters;
    }

    static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    static string Decode(string text) => Uri.UnescapeDataString(text);
}
