namespace Turnstone.Configuration.Connections;

using System.Globalization;
using System.Text;
using Npgsql;

/// <summary>One thing a connection may be told: libpq's keyword, how others spell it, and where Npgsql takes it.</summary>
/// <param name="Variable">libpq's environment variable for it.</param>
/// <param name="Spellings">Other keywords for the same, compared without case, blanks, dashes and underscores.</param>
/// <param name="Apply">Whether the value was understood and set; none where we read it ourselves or set our own.</param>
sealed record ConnectionKeyword(
    string Name, string? Variable, string[] Spellings, Func<NpgsqlConnectionStringBuilder, string, bool>? Apply)
{
    const int LongestTimeout = 1024;

    /// <summary>Says where the database is: what a URL leaves out of this is not made up from variables meant for another.</summary>
    public bool IsPlace => Name is "host" or "hostaddr" or "port" or "dbname" or "service";

    public static IReadOnlyList<ConnectionKeyword> All { get; } =
    [
        Read("host", "PGHOST", "server"),
        Read("hostaddr", "PGHOSTADDR"),
        Read("port", "PGPORT"),
        Read("dbname", "PGDATABASE", "database", "db"),
        Read("user", "PGUSER", "username", "userid", "uid"),
        Read("password", "PGPASSWORD", "pwd", "psw"),
        Read("service", "PGSERVICE"),
        Set("passfile", "PGPASSFILE", (to, value) => to.Passfile = value),
        Set("application_name", "PGAPPNAME", (to, value) => to.ApplicationName = value),
        new("sslmode", "PGSSLMODE", [], (to, value) => Choose(SslModes, value, mode => to.SslMode = mode)),
        Set("sslrootcert", "PGSSLROOTCERT", (to, value) => to.RootCertificate = value, "rootcertificate"),
        Set("sslcert", "PGSSLCERT", (to, value) => to.SslCertificate = value, "sslcertificate"),
        Set("sslkey", "PGSSLKEY", (to, value) => to.SslKey = value),
        Set("sslpassword", null, (to, value) => to.SslPassword = value),
        new("sslnegotiation", "PGSSLNEGOTIATION", [], (to, value) =>
            Choose([("postgres", SslNegotiation.Postgres), ("direct", SslNegotiation.Direct)], value, choice => to.SslNegotiation = choice)),
        new("channel_binding", "PGCHANNELBINDING", [], (to, value) =>
            Choose([("disable", ChannelBinding.Disable), ("prefer", ChannelBinding.Prefer), ("require", ChannelBinding.Require)], value,
                choice => to.ChannelBinding = choice)),
        new("gssencmode", "PGGSSENCMODE", ["gssencryptionmode"], (to, value) =>
            Choose([("disable", GssEncryptionMode.Disable), ("prefer", GssEncryptionMode.Prefer), ("require", GssEncryptionMode.Require)], value,
                choice => to.GssEncryptionMode = choice)),
        Set("krbsrvname", "PGKRBSRVNAME", (to, value) => to.KerberosServiceName = value, "kerberosservicename", "kerberosservername"),
        new("require_auth", "PGREQUIREAUTH", [], SetRequireAuth),
        Set("options", "PGOPTIONS", (to, value) => to.Options = value),
        Set("search_path", null, (to, value) => to.SearchPath = value, "currentschema"),
        new("connect_timeout", "PGCONNECT_TIMEOUT", ["timeout"], SetTimeout),
        new("target_session_attrs", "PGTARGETSESSIONATTRS", ["targetsessionattributes", "targetservertype"], (to, value) =>
            Choose(SessionAttributes, value, choice => to.TargetSessionAttributes = choice)),
        new("load_balance_hosts", "PGLOADBALANCEHOSTS", [], (to, value) =>
            Choose([("random", true), ("true", true), ("disable", false), ("false", false)], value, choice => to.LoadBalanceHosts = choice)),
        new("checkcertificaterevocation", null, [], (to, value) =>
            Choose([("true", true), ("false", false)], value, choice => to.CheckCertificateRevocation = choice)),
        .. Ours.Select(name => Read(name, null)),
    ];

    /// <summary>What an application's connection string commonly says and a change pipeline decides for itself.</summary>
    static string[] Ours =>
    [
        "pooling", "minimumpoolsize", "minpoolsize", "maximumpoolsize", "maxpoolsize", "connectionidlelifetime", "connectionpruninginterval",
        "connectionlifetime", "loadbalancetimeout", "commandtimeout", "internalcommandtimeout", "cancellationtimeout", "keepalive", "keepalives",
        "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "tcpkeepalive", "tcpkeepalivetime", "tcpkeepaliveinterval",
        "readbuffersize", "writebuffersize", "socketreceivebuffersize", "socketsendbuffersize", "writecoalescingbufferthresholdbytes",
        "maxautoprepare", "autoprepareminusages", "noresetonclose", "multiplexing", "enlist", "persistsecurityinfo", "includeerrordetail",
        "includefailedbatchedcommand", "logparameters", "trustservercertificate", "servercompatibilitymode", "loadtablecomposites",
        "arraynullabilitymode", "clientencoding", "encoding", "timezone", "includerealm", "integratedsecurity", "hostrecheckseconds",
        "fallback_application_name",
    ];

    static readonly (string Word, SslMode Value)[] SslModes =
    [
        ("disable", SslMode.Disable), ("allow", SslMode.Allow), ("prefer", SslMode.Prefer), ("require", SslMode.Require),
        ("verifyca", SslMode.VerifyCA), ("verifyfull", SslMode.VerifyFull),
    ];

    /// <summary>libpq's words, Npgsql's and the JDBC driver's.</summary>
    static readonly (string Word, string Value)[] SessionAttributes =
    [
        ("any", "any"), ("primary", "primary"), ("standby", "standby"), ("preferprimary", "prefer-primary"), ("preferstandby", "prefer-standby"),
        ("readwrite", "read-write"), ("readonly", "read-only"), ("master", "primary"), ("slave", "standby"), ("secondary", "standby"),
        ("preferslave", "prefer-standby"), ("prefersecondary", "prefer-standby"),
    ];

    static readonly (string Word, string Value)[] Authentications =
        [("password", "Password"), ("md5", "MD5"), ("gss", "GSS"), ("sspi", "SSPI"), ("scramsha256", "ScramSHA256"), ("none", "None")];

    static readonly Dictionary<string, ConnectionKeyword> BySpelling = Spelled();

    /// <summary>The keyword that this is a spelling of; null where nobody knows it.</summary>
    public static ConnectionKeyword? Find(string spelling) => BySpelling.GetValueOrDefault(Plain(spelling));

    static Dictionary<string, ConnectionKeyword> Spelled()
    {
        var found = new Dictionary<string, ConnectionKeyword>();
        foreach (var keyword in All)
        {
            found.Add(Plain(keyword.Name), keyword);
            foreach (var spelling in keyword.Spellings)
            {
                found.Add(Plain(spelling), keyword);
            }
        }
        return found;
    }

    static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var character in word)
        {
            if (char.IsLetterOrDigit(character))
            {
                plain.Append(char.ToLowerInvariant(character));
            }
        }
        return plain.ToString();
    }

    static ConnectionKeyword Read(string name, string? variable, params string[] spellings) => new(name, variable, spellings, null);

    static ConnectionKeyword Set(
        string name, string? variable, Action<NpgsqlConnectionStringBuilder, string> set, params string[] spellings) =>
        new(name, variable, spellings, (to, value) =>
        {
            set(to, value);
            return true;
        });

    static bool Choose<T>(ReadOnlySpan<(string Word, T Value)> choices, string value, Action<T> set)
    {
        var plain = Plain(value);
        foreach (var (word, choice) in choices)
        {
            if (word == plain)
            {
                set(choice);
                return true;
            }
        }
        return false;
    }

    /// <remarks>A list, each word perhaps refused by an exclamation mark; Npgsql spells the words with capitals and no dashes.</remarks>
    static bool SetRequireAuth(NpgsqlConnectionStringBuilder to, string value)
    {
        var spelled = new List<string>();
        foreach (var word in value.Split(',', StringSplitOptions.TrimEntries))
        {
            var bare = word.TrimStart('!');
            if (!Choose(Authentications, bare, method => spelled.Add(word[..^bare.Length] + method)))
            {
                return false;
            }
        }
        try
        {
            to.RequireAuth = string.Join(',', spelled);
            return true;
        }
        catch (ArgumentException)
        {
            // Words that do not go together: some wanted, some refused.
            return false;
        }
    }

    /// <remarks>Zero and less mean for libpq to wait for ever; we keep our own limit then.</remarks>
    static bool SetTimeout(NpgsqlConnectionStringBuilder to, string value)
    {
        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }
        to.Timeout = seconds <= 0 ? to.Timeout : Math.Min(seconds, LongestTimeout);
        return true;
    }
}
