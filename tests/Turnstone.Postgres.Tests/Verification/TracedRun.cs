namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Configuration;
using Turnstone.Execution;
using Turnstone.Linting.Trace;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Text;

/// <summary>A migration that is carried out while somebody looks at what each of its statements does.</summary>
static class TracedRun
{
    /// <param name="before">What is there, and in whose transactions nobody looks.</param>
    public static async Task<IReadOnlyList<TracedStatement>> OfAsync(PostgresServer server, string before, string text)
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET track_functions = 'all'");
        using var project = new TestProject(database).Write("V1__before.sql", before).Write("V2__change.sql", text);
        var address = new DatabaseAddress
        {
            ConnectionString = new Secret(database.ConnectionString), Hosts = [new DatabaseHost("127.0.0.1", server.Server.Port)], Database = database.Name, Username = "postgres", Source = "the test",
        };
        var surroundings = new Surroundings(new Dictionary<string, string>(), new Masking(), TimeProvider.System, _ => { });
        var settings = new Settings { Root = project.Folder };
        var traced = new List<TracedStatement>();
        await ApplyAsync(null, new(MigrationVersion.Parse("1"), null));
        await ApplyAsync(traced.Add, ApplyScope.Everything);
        return traced;

        async Task ApplyAsync(Action<TracedStatement>? onTraced, ApplyScope scope)
        {
            var pipeline = Pipeline.Shadow(settings, address, [], surroundings);
            var record = await (onTraced is null ? pipeline : pipeline.Traced(onTraced)).ApplyAsync(new(scope, null), new(TestContext.Current.CancellationToken, TestContext.Current.CancellationToken));
            record.Failure.ShouldBeNull(string.Join('\n', record.Diagnostics));
        }
    }
}
