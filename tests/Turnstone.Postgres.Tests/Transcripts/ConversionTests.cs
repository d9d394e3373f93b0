namespace Turnstone.Postgres.Tests.Transcripts;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Servers;

/// <summary>What <c>docs/adoption/dbmate.md</c> says to do with another tool's files is done, and what comes of it applied and taken back.</summary>
public sealed class ConversionTests(PostgresServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Files_of_dbmate() => ConvertedAsync("dbmate",
        ("20240101000000_create_users.sql", "-- migrate:up\nCREATE TABLE users (id int);\n\n-- migrate:down\nDROP TABLE users;\n"),
        ("20240202000000_find_users.sql", "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY users_id ON users (id);\n\n-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY users_id;\n"));

    [Fact]
    public Task Files_of_goose() => ConvertedAsync("goose",
        ("20240101000000_create_users.sql", """
            -- +goose Up
            CREATE TABLE users (id int);
            -- +goose StatementBegin
            CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;
            -- +goose StatementEnd

            -- +goose Down
            DROP FUNCTION one;
            DROP TABLE users;

            """),
        ("20240202000000_find_users.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY users_id ON users (id);\n-- +goose Down\nDROP INDEX CONCURRENTLY users_id;\n"));

    [Fact]
    public Task Files_of_golang_migrate() => ConvertedAsync("golang-migrate",
        ("000001_create_users.up.sql", "CREATE TABLE users (id int);\n"), ("000001_create_users.down.sql", "DROP TABLE users;\n"),
        ("000002_find_users.up.sql", "CREATE INDEX users_id ON users (id);\n"), ("000002_find_users.down.sql", "DROP INDEX users_id;\n"));

    async Task ConvertedAsync(string tool, params (string Name, string Text)[] files)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        foreach (var (name, text) in files)
        {
            project.Write($"db/migrations/{name}", text);
        }
        var start = ChildProcess.Prepare("sh", ["-euc", await RecipeAsync(tool)]);
        start.WorkingDirectory = project.Folder;
        var said = await ChildProcess.RunAsync(start, Stop);
        (said.ExitCode, said.Errors).ShouldBe((0, ""));

        await AgreesAsync(project, "apply", "applied 2 migrations");
        (await database.QueryAsync("SELECT to_regclass('users_id')::text")).ShouldBe([["users_id"]]);
        await AgreesAsync(project, "undo --to 0 --yes", "took back 2 migrations");
        (await database.QueryAsync("SELECT to_regclass('users')::text")).ShouldBe([[null]]);
    }

    static async Task<string> RecipeAsync(string tool)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "docs", "adoption", "dbmate.md"), Stop);
        var begin = page.IndexOf($"```sh\n# {tool}\n", StringComparison.Ordinal) + "```sh\n".Length;
        return page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    static async Task AgreesAsync(TestProject project, string command, string output)
    {
        var run = await project.RunAsync(command);
        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldNotContain("warning");
        run.Output.ShouldContain(output);
    }
}
