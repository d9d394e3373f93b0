namespace Turnstone.Configuration.Connections;

using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Turnstone.Diagnostics;

/// <summary>Makes of what a connection is told the connection string that a run uses.</summary>
/// <param name="source">Who named the database, as messages say it.</param>
/// <param name="userName">The user of the operating system, PostgreSQL's default.</param>
sealed class ConnectionWriter(string source, string userName)
{
    const int DefaultPort = 5432;

    readonly List<Diagnostic> said = [];

    public Checked<DatabaseAddress> Write(ConnectionParameters parameters)
    {
        if (parameters.Values.Values.Any(value => value.Contains('\0', StringComparison.Ordinal)))
        {
            return Checked.Failed<DatabaseAddress>(Wrong("holds a NUL character"));
        }
        if (parameters.Unknown.Length > 0)
        {
            var verb = parameters.Unknown.Length == 1 ? "is" : "are";
            said.Add(Diagnostic.Warning("address-parameter",
                $"{source}: {string.Join(", ", parameters.Unknown)} {verb} not known to PostgreSQL and ignored"));
        }
        var hosts = Hosts(parameters);
        var to = WithOurSettings();
        foreach (var keyword in ConnectionKeyword.All.Where(keyword => keyword.Apply is not null))
        {
            if (parameters[keyword.Name] is { } value && !keyword.Apply!(to, value))
            {
                said.Add(Wrong($"gives {keyword.Name} a value that is not known"));
            }
        }
        return said.Any(one => one.Severity == Severity.Error) ? Checked.Failed<DatabaseAddress>(said) : Address(parameters, hosts, to);
    }

    Checked<DatabaseAddress> Address(ConnectionParameters parameters, ImmutableArray<DatabaseHost> hosts, NpgsqlConnectionStringBuilder to)
    {
        var user = parameters["user"] ?? userName;
        to.Username = user;
        to.Database = parameters["dbname"] ?? user;
        to.Password = parameters["password"];
        SetHosts(to, hosts);
        SetVerification(to);
        return Checked.Of(new DatabaseAddress
        {
            ConnectionString = new(to.ConnectionString),
            Password = parameters["password"] is { } password ? new(password) : null,
            Hosts = hosts,
            Database = to.Database,
            Username = user,
            Source = source,
        }, said);
    }

    /// <remarks>One connection does the work of a run and holds its lock: no pool, no command limit of the driver's, nothing prepared
    /// behind our back, and no row values in error messages.</remarks>
    static NpgsqlConnectionStringBuilder WithOurSettings() => new()
    {
        ApplicationName = "turnstone",
        Pooling = false,
        Timeout = 15,
        CommandTimeout = 0,
        KeepAlive = 30,
        // While a statement runs only TCP can tell that the server's machine is gone.
        TcpKeepAlive = true,
        TcpKeepAliveTime = 30,
        TcpKeepAliveInterval = 10,
        IncludeErrorDetail = false,
        MaxAutoPrepare = 0,
        PersistSecurityInfo = false,
        Enlist = false,
        // Only where it is asked for: the driver would look for Kerberos credentials at each start, and most have none.
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    /// <remarks>Of several servers a change wants the one that takes writes; with a single one Npgsql refuses to be asked for a kind.</remarks>
    static void SetHosts(NpgsqlConnectionStringBuilder to, ImmutableArray<DatabaseHost> hosts)
    {
        if (hosts is [var only])
        {
            (to.Host, to.Port) = (only.Name, only.Port);
            to.TargetSessionAttributes = to.TargetSessionAttributes is null ? null : "any";
            return;
        }
        to.Host = string.Join(',', hosts);
        to.TargetSessionAttributes ??= "primary";
    }

    /// <remarks>libpq verifies the chain when a root certificate is given with <c>require</c>, Npgsql does not;
    /// and libpq's word <c>system</c> asks for the machine's own roots and full verification.</remarks>
    static void SetVerification(NpgsqlConnectionStringBuilder to)
    {
        if (to.RootCertificate == "system")
        {
            (to.RootCertificate, to.SslMode) = (null, SslMode.VerifyFull);
        }
        else if (to is { RootCertificate: not null, SslMode: SslMode.Require })
        {
            to.SslMode = SslMode.VerifyCA;
        }
    }

    ImmutableArray<DatabaseHost> Hosts(ConnectionParameters parameters)
    {
        var ports = (parameters["port"] ?? "").Split(',');
        DatabaseHost[] hosts =
        [
            .. (parameters["host"] ?? parameters["hostaddr"] ?? "").Split(',')
                .Select((name, i) => Host(name.Trim(), ports.Length == 1 ? ports[0] : ports.ElementAtOrDefault(i) ?? "")),
        ];
        if (hosts.Any(host => host.Name.Length == 0))
        {
            said.Add(Wrong("names no host",
                "Write postgres://user@host:5432/database; a socket's folder as postgres:///database?host=/var/run/postgresql."));
            return [];
        }
        if (hosts.Any(host => host.Port is < 1 or > 65535))
        {
            said.Add(Wrong("has a port that is not a number from 1 to 65535"));
        }
        return [.. hosts];
    }

    /// <summary>A name, <c>name:port</c> as Npgsql writes it, or an IPv6 address with or without brackets; port 0 for one that is none.</summary>
    static DatabaseHost Host(string text, string port)
    {
        var bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        var name = bracket > 0 ? text[1..bracket] : text;
        var hasPort = bracket > 0 || text.AsSpan().Count(':') == 1;
        var colon = hasPort ? text.IndexOf(':', Math.Max(0, bracket)) : -1;
        if (colon >= 0)
        {
            (name, port) = (bracket > 0 ? name : text[..colon], text[(colon + 1)..]);
        }
        var isNumber = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return new(name, port.Length == 0 ? DefaultPort : isNumber ? number : 0);
    }

    Diagnostic Wrong(string problem, string? help = null) => Diagnostic.Error("address-invalid", $"{source} {problem}", help: help);
}
