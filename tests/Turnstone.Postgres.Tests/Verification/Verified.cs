namespace Turnstone.Postgres.Tests.Verification;

using System.Collections.Immutable;
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
    public static Task<Evidence> OfAsync(PostgresServer server, TestProject project, params string[] stands) => OfAsync(server, project, Stand.New, stands);

    /// <param name="from">The version that is there before.</param>
    public static Task<Evidence> BehindAsync(PostgresServer server, TestProject project, string from) => OfAsync(server, project, At(project, from));

    /// <param name="begin">What is there before.</param>
    /// <param name="stands">Versions at which databases stand.</param>
    public static async Task<Evidence> OfAsync(PostgresServer server, TestProject project, Stand begin, params string[] stands)
    {
        var surroundings = new Surroundings(new Dictionary<string, string>(), new Masking(), TimeProvider.System, _ => { });
        ImmutableArray<Stand> others = [.. stands.Select(version => At(project, version))];
        var seen = await Pipeline.VerifyAsync(
            new Settings { Root = project.Folder }, [], surroundings, new() { Version = server.Major, Begin = begin, Stands = others }, TestContext.Current.CancellationToken);
        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        return seen.Value!.Evidence.ShouldNotBeNull();
    }

    /// <summary>The project's migrations as they are now.</summary>
    public static MigrationSet Files(this TestProject project) => new MigrationDirectory(new Settings { Root = project.Folder }).Read().Value.ShouldNotBeNull();

    static Stand At(TestProject project, string version) => Stand.At(project.Files(), MigrationVersion.Parse(version));
}
