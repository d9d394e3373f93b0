namespace Turnstone.Servers;

using System.Globalization;

/// <summary>A folder that may hold PostgreSQL's programs, and why it was looked at.</summary>
sealed record SearchedFolder(string Folder, string Origin);

/// <summary>Lists, in order of preference, the folders of a machine in which PostgreSQL's programs may be.</summary>
sealed class BinarySearch(HostPlatform host, string downloads)
{
    /// <summary>All places there are; <paramref name="pgConfigFolder"/> is what <c>pg_config --bindir</c> said.</summary>
    public IReadOnlyList<SearchedFolder> Places(string? pgConfigFolder) =>
    [
        .. From("TURNSTONE_PG_BIN", host.Variable("TURNSTONE_PG_BIN")),
        .. OnPath().Select(folder => new SearchedFolder(folder, "PATH")),
        .. From("pg_config --bindir", pgConfigFolder),
        .. Installed(),
        .. Downloaded(),
    ];

    /// <summary>The places that hold a server.</summary>
    public IReadOnlyList<SearchedFolder> Candidates(string? pgConfigFolder) =>
        [.. Places(pgConfigFolder).DistinctBy(place => place.Folder).Where(place => Holds(place.Folder, "postgres") && Holds(place.Folder, "initdb"))];

    /// <summary>The first file of that name on the PATH.</summary>
    public string? OnPath(string fileName) =>
        OnPath().Select(folder => host.Join(folder, fileName)).FirstOrDefault(host.FileExists);

    bool Holds(string folder, string program) => host.FileExists(host.Executable(folder, program));

    string[] OnPath() =>
        (host.Variable("PATH") ?? "").Split(host.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static IEnumerable<SearchedFolder> From(string origin, string? folder) => folder is null ? [] : [new(folder, origin)];

    IEnumerable<SearchedFolder> Installed() => host.System switch
    {
        HostSystem.Windows => Windows(),
        HostSystem.MacOS =>
        [
            .. Versions("/opt/homebrew/opt", "postgresql@", "bin"),
            .. Versions("/usr/local/opt", "postgresql@", "bin"),
            .. Versions("/Applications/Postgres.app/Contents/Versions", "", "bin"),
            .. Versions("/Library/PostgreSQL", "", "bin"),
            .. Versions("/opt/local/lib", "postgresql", "bin"),
        ],
        _ => [.. Versions("/usr/lib/postgresql", "", "bin"), .. Versions("/usr", "pgsql-", "bin")],
    };

    IEnumerable<SearchedFolder> Windows() =>
        ((string[])[host.Variable("ProgramFiles") ?? @"C:\Program Files", host.Variable("ProgramW6432") ?? @"C:\Program Files"])
            .Distinct()
            .SelectMany(folder => Versions(host.Join(folder, "PostgreSQL"), "", "bin"));

    IEnumerable<SearchedFolder> Downloaded() =>
        Versions(downloads, "", "native", "bin");

    /// <summary>The folders <c>parent/prefix…/inner</c>, the highest version first.</summary>
    IEnumerable<SearchedFolder> Versions(string parent, string prefix, params string[] inner) =>
        host.FolderNames(parent)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => (name, version: Number(name[prefix.Length..])))
            .Where(found => found.version > 0)
            .OrderByDescending(found => found.version)
            .Select(found => new SearchedFolder(host.Join(host.Join(parent, found.name), inner), host.Join(host.Join(parent, prefix + "*"), inner)));

    /// <summary>A version's place in the order: <c>17</c> and <c>17.10.0-beta.17</c> are before <c>18</c>; zero when it is none.</summary>
    static decimal Number(string version)
    {
        var parts = version.Split('-')[0].Split('.');
        return decimal.TryParse(parts[0], CultureInfo.InvariantCulture, out var major)
            ? major + (parts.Length > 1 && decimal.TryParse(parts[1], CultureInfo.InvariantCulture, out var minor) ? minor / 1000 : 0)
            : 0;
    }
}
