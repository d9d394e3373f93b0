namespace Turnstone.Postgres.Tests.Ledger;

using Turnstone.Postgres.Tests.Cli;

/// <summary>What a role may do decides whether a ledger can be made, read and written; each refusal prints the grant that is missing.</summary>
public sealed class LedgerRightsTests(PostgresServer server)
{
    async Task WithRoleAsync(Func<TestDatabase, TestProject, string, Task> test)
    {
        await using var database = await server.CreateDatabaseAsync();
        var role = $"Migrator {Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE \"{role}\" LOGIN PASSWORD 'pw'");
        try
        {
            await database.ExecuteAsync("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            using var project = new TestProject().With("DATABASE_URL", new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "pw" }.ConnectionString)
                .Write("V1__one.sql", "SELECT 1;");
            await test(database, project, $"\"{role}\"");
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY \"{role}\"");
            await database.ExecuteAsync($"DROP ROLE \"{role}\"");
        }
    }

    static async Task RefusedAsync(TestProject project, string rule, string remedy)
    {
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain($"error[{rule}]");
        run.Error.ShouldContain("42501");
        run.Error.ShouldContain(remedy);
    }

    [Fact]
    public Task A_role_that_may_not_make_a_schema_is_told_the_statement_that_helps() => WithRoleAsync(async (database, project, role) =>
    {
        await RefusedAsync(project, "ledger-not-allowed", $"CREATE SCHEMA \"turnstone\" AUTHORIZATION {role};");
        await database.ExecuteAsync($"CREATE SCHEMA \"turnstone\" AUTHORIZATION {role}");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
    });

    [Fact]
    public Task An_existing_schema_needs_no_more_than_usage_and_create() => WithRoleAsync(async (database, project, role) =>
    {
        await database.ExecuteAsync("CREATE SCHEMA turnstone");
        var grant = $"GRANT USAGE, CREATE ON SCHEMA \"turnstone\" TO {role};";
        await database.ExecuteAsync($"GRANT USAGE ON SCHEMA turnstone TO {role}");
        await RefusedAsync(project, "ledger-not-allowed", grant);
        await database.ExecuteAsync(grant.TrimEnd(';'));
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);
    });

    [Fact]
    public Task A_role_that_may_not_read_the_ledger_is_told_the_statement_that_helps() => WithRoleAsync(async (database, project, role) =>
    {
        await database.ExecuteAsync("CREATE SCHEMA turnstone");
        await RefusedAsync(project, "ledger-not-readable", $"GRANT USAGE ON SCHEMA \"turnstone\" TO {role};");
    });

    [Fact]
    public Task A_role_that_may_only_read_has_status_and_plan_and_no_apply() => WithRoleAsync(async (database, project, role) =>
    {
        using var owner = new TestProject(database).Write("V1__one.sql", "SELECT 1;");
        (await owner.RunAsync("apply")).ExitCode.ShouldBe(0);
        await database.ExecuteAsync($"GRANT USAGE ON SCHEMA turnstone TO {role}");
        await database.ExecuteAsync($"GRANT SELECT ON ALL TABLES IN SCHEMA turnstone TO {role}");
        project.Write("V2__two.sql", "CREATE TABLE two ();");
        (await project.RunAsync("status")).Output.ShouldContain("1 applied, 1 pending");
        (await project.RunAsync("plan")).Output.ShouldContain("CREATE TABLE two");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("42501");
        run.Error.ShouldContain("Grant");
    });

    [Fact]
    public Task A_migration_that_may_not_is_told_to_grant() => WithRoleAsync(async (database, project, role) =>
    {
        await database.ExecuteAsync($"CREATE SCHEMA turnstone AUTHORIZATION {role}");
        project.Write("V2__two.sql", "CREATE TABLE public.two ();");
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("permission denied for schema public (SQLSTATE 42501)");
        run.Error.ShouldContain("migrations/V2__two.sql:1:14");
        run.Error.ShouldContain("Grant what is missing, or run as the owner; then: turnstone apply");
    });
}
