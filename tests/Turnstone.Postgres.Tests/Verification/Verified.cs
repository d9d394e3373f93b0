namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Configuration;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Text;
using Turnstone.Verification;

/// <summary>A project whose migrations are tried on a shadow.</summary>
static class Verified
{
    /// <param name="stands">Versions at which databases stand.</param>
    public static Task<Evidence> OfAsync(PostgresServer server, TestProject project, params string[] stands) => BehindAsync(server, project, null, stands);

    /// <param name="from">The version that is there before.</param>
    /// <param name="stands">Versions at which databases stand.</param>
    public static async Task<Evidence> BehindAsync(PostgresServer server, TestProject project, string? from, params string[] stands)
    {
        var surroundings = new Surroundings(new Dictionary<string, string>(), new Masking(), TimeProvider.System, _ => { });
        var seen = await Pipeline.VerifyAsync(
            new Settings { Root = project.Folder }, [], surroundings, server.Major, from is null ? null : MigrationVersion.Parse(from), [.. stands.Select(MigrationVersion.Parse)], TestContext.Current.CancellationToken);
        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        return seen.Value!;
    }
}
