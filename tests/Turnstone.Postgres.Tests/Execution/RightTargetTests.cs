namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Postgres.Tests.Cli;

public sealed class RightTargetTests(PostgresServer server)
{
    [Theory]
    [InlineData("hosts: [db.prod.internal]", "Environment 'prod' leads to host 127.0.0.1; its 'allow: { hosts: … }' names db.prod.internal.")]
    [InlineData("databases: [shop]", "its 'allow: { databases: … }' names shop.")]
    [InlineData("system_identifier: \"1\"", "its 'allow: { system_identifier: … }' names 1.")]
    public async Task A_target_that_is_not_allowed_is_refused_and_left_alone(string allow, string message)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("turnstone.yaml", $"environments:\n  prod: {{ url: env:DATABASE_URL, allow: {{ {allow} }} }}\n")
            .Write("V1__x.sql", "CREATE TABLE x (id int);");

        var run = await project.RunAsync("apply --env prod");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_namespace WHERE nspname = 'turnstone'")).ShouldBe(0);
    }

    [Fact]
    public async Task The_target_that_is_allowed_is_changed()
    {
        await using var database = await server.CreateDatabaseAsync();
        var cluster = await database.ScalarAsync<long>("SELECT system_identifier FROM pg_control_system()");
        using var project = new TestProject(database)
            .Write("turnstone.yaml",
                $"environments:\n  prod: {{ url: env:DATABASE_URL, allow: {{ hosts: [127.0.0.1], databases: [{database.Name}], system_identifier: \"{cluster}\" }} }}\n")
            .Write("V1__x.sql", "CREATE TABLE x (id int);");

        (await project.RunAsync("apply --env prod")).ExitCode.ShouldBe(0);
    }
}
