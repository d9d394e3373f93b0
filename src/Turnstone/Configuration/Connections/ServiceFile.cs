namespace Turnstone.Configuration.Connections;

/// <summary>Looks a service up in <c>pg_service.conf</c>.</summary>
/// <remarks>PostgreSQL manual 34.17: the user's own file comes before the system's.</remarks>
sealed class ServiceFile(IReadOnlyDictionary<string, string> environment)
{
    public async Task<(ConnectionParameters? Parameters, string? Problem)> ReadAsync(string service, CancellationToken stop)
    {
        var paths = Paths(OperatingSystem.IsWindows()).ToList();
        foreach (var path in paths.Where(File.Exists))
        {
            try
            {
                if (Section(await File.ReadAllLinesAsync(path, stop), service) is { } found)
                {
                    return (found, null);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return (null, $"names the service '{service}', but {path} cannot be read: {failure.Message}");
            }
        }
        return (null, $"names the service '{service}', which is not in {string.Join(" or ", paths)}");
    }

    internal IEnumerable<string> Paths(bool windows)
    {
        if (Variable("PGSERVICEFILE") is { } named)
        {
            yield return named;
        }
        else if (windows && Variable("APPDATA") is { } appData)
        {
            yield return $@"{appData}\postgresql\.pg_service.conf";
        }
        else if (Variable("HOME") is { } home)
        {
            yield return Path.Combine(home, ".pg_service.conf");
        }
        if ((Variable("PGSYSCONFDIR") ?? (windows ? null : "/etc/postgresql-common")) is { } folder)
        {
            yield return Path.Combine(folder, "pg_service.conf");
        }
    }

    string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    static ConnectionParameters? Section(IEnumerable<string> lines, string service)
    {
        ConnectionParameters? found = null;
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                if (found is not null)
                {
                    return found;
                }
                found = line == $"[{service}]" ? ConnectionParameters.None : null;
            }
            else if (found is not null && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                found = found.With(line[..equals].Trim(), line[(equals + 1)..].Trim());
            }
        }
        return found;
    }
}
