namespace Turnstone.Servers;

using Turnstone.Sql;

/// <summary>Which server to start, and how careful it is with its data.</summary>
public sealed record LocalServerOptions
{
    /// <summary>For a server that keeps its data: commits survive a power failure.</summary>
    public static LocalServerOptions ForProject { get; } = new() { Durable = true };

    /// <summary>The major version; null takes the first supported one that is found.</summary>
    public PgVersion? Version { get; init; }

    /// <summary>Whether commits survive a power failure; a server that is thrown away need not care.</summary>
    public bool Durable { get; init; }

    /// <summary>Further server settings by name, as <c>postgres -c</c> takes them.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where programs and templates are kept.</summary>
    public ServerCache Cache { get; init; } = ServerCache.Default;

    /// <summary>The name of a cluster that was kept, to begin with; where there is none of that name, with an empty one.</summary>
    public string? Kept { get; init; }

    /// <summary>How long a start may take before it counts as failed.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The arguments of <c>postgres</c> for a cluster and a port.</summary>
    internal IReadOnlyList<string> Arguments(string dataFolder, int port) =>
        ["-D", dataFolder, .. SettingsFor(port).SelectMany(setting => (string[])["-c", $"{setting.Name}={setting.Value}"])];

    /// <summary>All settings of a server on a port.</summary>
    internal IReadOnlyList<(string Name, string Value)> SettingsFor(int port) =>
    [
        ("port", $"{port}"),
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        .. Durable ? [] : ((string, string)[])[("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")],
        .. Settings.Select(setting => (setting.Key, setting.Value)),
    ];
}
