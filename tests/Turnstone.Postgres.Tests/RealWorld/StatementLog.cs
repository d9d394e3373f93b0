namespace Turnstone.Postgres.Tests.RealWorld;

using Turnstone.Servers;

/// <summary>The statements of one database that a server has logged, each as the client sent it.</summary>
static class StatementLog
{
    /// <summary>The setting <c>log_line_prefix</c> that it can read.</summary>
    public const string Prefix = "%d ";

    public static async Task<IReadOnlyList<string>> ReadAsync(LocalServer server, string database)
    {
        var first = $"{database} LOG:  statement: ";
        List<string> statements = [];
        var inside = false;
        // Not lines: a carriage return within a statement would end one.
        foreach (var line in (await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "server.log"), TestContext.Current.CancellationToken)).Split('\n'))
        {
            if (inside && line.StartsWith('\t'))
            {
                statements[^1] += "\n" + line[1..];
                continue;
            }
            inside = line.StartsWith(first, StringComparison.Ordinal);
            if (inside)
            {
                statements.Add(line[first.Length..]);
            }
        }
        return statements;
    }
}
