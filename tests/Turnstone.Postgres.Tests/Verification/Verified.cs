namespace Turnstone.Postgres.Tests.Verification;

using System.Collections.Immutable;
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
    public static Task<Evidence> OfAsync(PostgresServer server, TestProject project, params string[] stands) => OfAsync(server, project, Stand.New, stands);

    /// <summary>With settings, and like a target.</summary>
    public static async Task<Checked<Evidence>> LikeAsync(PostgresServer server, Settings settings, ShadowTarget? target, params (string Name, string Value)[] variables)
    {
        var seen = await Pipeline.VerifyAsync(settings, [], Surroundings(variables), new() { Version = target is null ? server.Major : null, Target = target }, TestContext.Current.CancellationToken);
        return new(seen.Value?.Evidence, seen.Diagnostics);
    }

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
    public static Task<Evidence> BehindAsync(PostgresServer server, TestProject project, string from) => OfAsync(server, project, At(project, from));

    /// <param name="begin">What is there before.</param>
    /// <param name="stands">Versions at which databases stand.</param>
    public static async Task<Evidence> OfAsync(PostgresServer server, TestProject project, Stand begin, params string[] stands)
    {
        ImmutableArray<Stand> others = [.. stands.Select(version => At(project, version))];
        var seen = await Pipeline.VerifyAsync(
            new Settings { Root = project.Folder }, [], Surroundings(), new() { Version = server.Major, Begin = begin, Stands = others }, TestContext.Current.CancellationToken);
        seen.Passed.ShouldBeTrue(string.Join('\n', seen.Diagnostics));
        return seen.Value!.Evidence.ShouldNotBeNull();
    }

    /// <summary>The project's migrations as they are now.</summary>
    public static MigrationSet Files(this TestProject project) => new MigrationDirectory(new Settings { Root = project.Folder }).Read().Value.ShouldNotBeNull();

    /// <summary>Where a database stands to which everything was applied up to a version.</summary>
    public static Stand At(this TestProject project, string version) => Stand.At(project.Files(), MigrationVersion.Parse(version));
}
