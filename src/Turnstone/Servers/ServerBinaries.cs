namespace Turnstone.Servers;

using System.Globalization;
using Turnstone.Sql;

/// <summary>PostgreSQL's programs of one version in one folder.</summary>
/// <param name="Folder">The folder that holds <c>postgres</c> and <c>initdb</c>.</param>
/// <param name="Major">Its major version; 14 to 18 are supported.</param>
/// <param name="Version">Its version as it is called, <c>17.10</c>.</param>
/// <param name="Build">The whole line that <c>postgres --version</c> prints.</param>
/// <param name="Origin">Where the folder came from: a variable's name, <c>PATH</c>, a folder pattern.</param>
public sealed record ServerBinaries(string Folder, PgVersion Major, string Version, string Build, string Origin)
{
    /// <summary>The path of one of its programs.</summary>
    public string Program(string name) => HostPlatform.Current.Executable(Folder, name);

    internal bool IsSupported => IsSupportedMajor(Major);

    internal static bool IsSupportedMajor(PgVersion major) => major is >= PgVersion.V14 and <= PgVersion.V18;

    /// <summary>Reads the line that <c>postgres --version</c> prints; null when it is none.</summary>
    internal static ServerBinaries? Parse(SearchedFolder place, string line)
    {
        const string start = "postgres (PostgreSQL) ";
        if (!line.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }
        var version = line[start.Length..].Split(' ')[0].Trim();
        // A development build calls itself 19devel or 18beta2.
        var digits = string.Concat(version.TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var major)
            ? new(place.Folder, (PgVersion)major, version, line.Trim(), place.Origin)
            : null;
    }

    /// <summary>Asks the programs in a folder for their version; null when they do not answer.</summary>
    internal static async Task<ServerBinaries?> ProbeAsync(SearchedFolder place, CancellationToken stop)
    {
        try
        {
            var start = ChildProcess.Prepare(HostPlatform.Current.Executable(place.Folder, "postgres"), ["--version"]);
            var said = await ChildProcess.RunAsync(start, stop);
            return said.ExitCode is 0 ? Parse(place, said.Output) : null;
        }
        catch (ServerException)
        {
            return null;
        }
    }
}
