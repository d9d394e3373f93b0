namespace Turnstone.Postgres.Tests.Cli;

using Npgsql;

/// <summary>F43: one password through every path that says something; it must come out of none.</summary>
public sealed class SecretCanaryTests(PostgresServer server)
{
    const string Canary = "cAn4ry'S\"3cr\\et";
    const string Word = "cAn4ry";

    static string Url(TestDatabase database, Action<NpgsqlConnectionStringBuilder>? change = null)
    {
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = Canary };
        change?.Invoke(text);
        return text.ConnectionString;
    }

    static async Task SaysNothingAsync(TestProject project, int exitCode, params string[] arguments)
    {
        foreach (var how in (string[][])[[], ["--json"], ["-v"], ["-v", "--json"]])
        {
            var run = await project.RunAsync([.. arguments, .. how]);
            run.ExitCode.ShouldBe(exitCode, string.Join(' ', arguments));
            run.Everything.ShouldNotContain(Word, Case.Insensitive, $"{string.Join(' ', arguments)} {string.Join(' ', how)}");
            run.Everything.ShouldNotContain("S%223cr");
        }
    }

    [Fact]
    public async Task F43_A_wrong_password_host_database_or_url_is_not_repeated()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject().Write("turnstone.yaml", "settings: { connect_deadline: 300ms }\n").Write("V1__one.sql", "SELECT 1;");
        foreach (var verb in (string[])["apply", "status", "plan", "audit verify"])
        {
            project.With("DATABASE_URL", Url(database));
            await SaysNothingAsync(project, 2, verb.Split(' '));
        }
        await SaysNothingAsync(project.With("DATABASE_URL", Url(database, one => one.Port = 1)), 3, "apply");
        await SaysNothingAsync(project.With("DATABASE_URL", Url(database, one => one.Host = "no-such-host.invalid")), 3, "apply");
        await SaysNothingAsync(project.With("DATABASE_URL", Url(database, one => one.Username = "nobody")), 2, "apply");
        var escaped = Uri.EscapeDataString(Canary);
        foreach (var bad in (string[])[
            $"postgres://u:{escaped}@127.0.0.1:99999/x", $"postgres://u:{escaped}@:5432:/x?sslmode=nonsense", $"postgres://u:{Canary}@h/x y",
            $"mysql://u:{escaped}@127.0.0.1/x", $"Host=127.0.0.1;Port=x;Password={Canary}", $"host=127.0.0.1 port=1 password='{Word} x", $"{Word}"])
        {
            var run = await project.With("DATABASE_URL", bad).RunAsync("apply", "-v");
            run.ExitCode.ShouldBeOneOf(2, 3);
            run.Everything.ShouldNotContain(Word, Case.Insensitive, bad);
        }
        var onCommandLine = await project.RunAsync("apply", "--url", $"postgres://u:{escaped}@127.0.0.1/x");
        onCommandLine.ExitCode.ShouldBe(2);
        onCommandLine.Everything.ShouldNotContain(Word);
    }

    [Theory]
    [InlineData("ALTER ROLE nobody_at_all PASSWORD $secret;")]
    [InlineData("ALTER ROLE nobody_at_all PASSWORD\n  $secret;")]
    [InlineData("CREATE ROLE r PASSWORD $secret VALID UNTIL $secret;")]
    [InlineData("CREATE ROLE r PASSWORD $secret NOSUCHOPTION;")]
    [InlineData("CREATE ROLE r PASSWORD $secret $secret;")]
    [InlineData("CREATE ROLE r PASSWORD\n\n$secret BOGUS;")]
    [InlineData("DO $$ BEGIN EXECUTE 'ALTER ROLE nobody_at_all PASSWORD ''cAn4ry'''; END $$;")]
    [InlineData("CREATE USER MAPPING FOR nobody_at_all SERVER s OPTIONS (user 'u', password $secret);")]
    [InlineData("CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=1 password=cAn4ry' PUBLICATION p;")]
    [InlineData("SELECT 1/0; -- postgres://u:cAn4ry@h/db")]
    [InlineData("SELECT '${secret}'::int;")]
    [InlineData("ALTER ROLE nobody_at_all PASSWORD '${secret}';")]
    [InlineData("DO $$ BEGIN RAISE EXCEPTION 'it is ${secret}'; END $$;")]
    [InlineData("DO $$ BEGIN RAISE WARNING 'it is ${secret}'; RAISE EXCEPTION 'x' USING HINT = '${secret}'; END $$;")]
    public async Task F43_A_failing_statement_does_not_show_its_password(string sql)
    {
        await using var database = await server.CreateDatabaseAsync();
        var literal = $"'{Canary.Replace("'", "''", StringComparison.Ordinal)}'";
        using var project = new TestProject(database).With("APP_SECRET", "cAn4ry value").Write("turnstone.yaml", "placeholders: { secret: env:APP_SECRET }\n")
            .Write("V1__one.sql", "SELECT 1;").Write("V2__bad.sql", $"CREATE TABLE t ();\n{sql.Replace("$secret", literal, StringComparison.Ordinal)}\n");
        // A publisher that cannot be reached may be there the next time.
        await SaysNothingAsync(project, sql.Contains("SUBSCRIPTION", StringComparison.Ordinal) ? 6 : 5, "apply");
        (await project.RunAsync("plan", "-o", "plan.json")).Everything.ShouldNotContain(Word);
        (await project.RunAsync("status", "--json")).Everything.ShouldNotContain(Word);
        (await project.RunAsync("audit", "show", "--json")).Everything.ShouldNotContain(Word);
        await LedgerIsCleanAsync(database);
    }

    [Theory]
    [InlineData("CREATE ROLE r PASSWORD\n 'cAn4ry;\nSELECT 1;")]
    [InlineData("CREATE ROLE r PASSWORD 'cAn4ry'; COMMIT;")]
    [InlineData("CREATE ROLE r PASSWORD $x$cAn4ry;")]
    [InlineData("CREATE ROLE r PASSWORD\n'cAn4ry' \\gexec\n")]
    public async Task F43_A_file_that_is_refused_does_not_show_its_password(string sql)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__bad.sql", sql);
        await SaysNothingAsync(project, 2, "apply");
        await SaysNothingAsync(project, 2, "plan");
    }

    [Fact]
    public async Task F43_What_was_applied_is_kept_without_its_passwords()
    {
        await using var database = await server.CreateDatabaseAsync();
        var role = $"r_{Guid.NewGuid():N}";
        using var project = new TestProject(database).With("APP_SECRET", "cAn4ry value").Write("turnstone.yaml", "placeholders: { secret: env:APP_SECRET }\n")
            .Write("V1__role.sql", $"CREATE ROLE {role}\n PASSWORD\n 'cAn4ry' LOGIN;\nCREATE TABLE t AS SELECT '${{secret}}' AS s;\n");
        try
        {
            (await project.RunAsync("plan", "-o", "plan.json")).ExitCode.ShouldBe(0);
            project.Read("plan.json").ShouldNotContain(Word);
            var run = await project.RunAsync("apply", "-v");
            run.ExitCode.ShouldBe(0, run.Everything);
            run.Everything.ShouldNotContain(Word);
            (await database.ScalarAsync<string>("SELECT s FROM t")).ShouldBe("cAn4ry value", "the server got the value itself");
            await LedgerIsCleanAsync(database);
            (await project.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
            project.Write("V1__role.sql", $"CREATE ROLE {role}\n PASSWORD\n 'cAn4ry2' LOGIN;\n");
            await SaysNothingAsync(project, 2, "apply");
        }
        finally
        {
            await database.ExecuteAsync($"DROP ROLE IF EXISTS {role}");
        }
    }

    static async Task LedgerIsCleanAsync(TestDatabase database) => (await database.QueryAsync($"""
        SELECT payload FROM turnstone.entry WHERE payload ILIKE '%{Word}%' UNION ALL SELECT text FROM turnstone.content WHERE text ILIKE '%{Word}%'
        """)).ShouldBeEmpty();
}
