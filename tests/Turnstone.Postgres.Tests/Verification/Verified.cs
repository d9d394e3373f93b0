namespace Turnstone.Postgres.Tests.Verification;

using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Servers;
using Turnstone.Text;
using Turnstone.Verification;

/// <summary>A project whose migrations are tried on a shadow.</summary>
static class Verified
{
    /// <param name="stands">Versions at which databases stand.</param>
    public static Task<Evidence> OfAsync(PostgresServer server, TestProject project, params string[] stands) => BehindAsync(server, project, null, stands);

    /// <summary>With settings, and like a target.</summary>
    public static Task<Checked<Evidence>> LikeAsync(PostgresServer server, Settings settings, ShadowTarget? target, params (string Name, string Value)[] variables) =>
        Pipeline.VerifyAsync(settings, [], Surroundings(variables), target is null ? server.Major : null, target, null, [], TestContext.Current.CancellationToken);

    /// <summary>A program's surroundings with those variables.</summary>
    public static Surroundings Surroundings(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(one => one.Name, one => one.Value), new Masking(), TimeProvider.System, _ => { });

    /// <summary>An address as the command line would read it.</summary>
    public static DatabaseAddress Address(PostgresServer server, string database, string user = "postgres", string? password = null) => new()
    {
        ConnectionString = new Secret(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = database, Username = user, Password = password ?? server.Server.Address.Password.Reveal() }.ConnectionString),
        Hosts = [new DatabaseHost("127.0.0.1", server.Server.Port)], Database = database, Username = user, Source = "the test",
    };

    /// <param name="from">The version that is there before.</param>
    /// <param name="stands">Versions at which databases stand.</param>
    public static async Task<Evidence> BehindAsync(PostgresServer server, TestProject project, string? from, params string[] stands)
    {
        var seen = await Pipeline.VerifyAsync(
            new Settings { Root = project.Folder }, [], Surroundings(), server.Major, null, from is null ? null : MigrationVersion.Parse(from), [.. stands.Select(MigrationVersion.Parse)], TestContext.Current.CancellationToken);
        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        return seen.Value!;
    }
}
