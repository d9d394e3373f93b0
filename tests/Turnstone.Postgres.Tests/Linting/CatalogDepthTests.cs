namespace Turnstone.Postgres.Tests.Linting;

using System.Text.Json;
using Turnstone.Postgres.Tests.Cli;

/// <summary>What the database itself silences and sharpens, asked for or written down before.</summary>
public sealed class CatalogDepthTests(PostgresServer server)
{
    const string Shop = """
        CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint, state text, code varchar(10));
        ALTER TABLE orders ADD CONSTRAINT customer_known CHECK (customer_id IS NOT NULL);
        CREATE FUNCTION ticket() RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN 'a'; END $$;
        CREATE FUNCTION country() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'at' $$;
        CREATE VIEW open_orders AS SELECT id, state FROM orders WHERE state = 'open';
        CREATE MATERIALIZED VIEW by_state AS SELECT state, count(*) FROM orders GROUP BY state;
        INSERT INTO orders (customer_id, state) SELECT i, CASE WHEN i % 2 = 0 THEN 'open' END FROM generate_series(1, 20000) i;
        CREATE TABLE country_code (code text);
        INSERT INTO country_code VALUES ('at');
        ANALYZE;
        """;

    static IReadOnlyList<string> Findings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("findings").EnumerateArray().Where(one => one.GetProperty("depth").GetString() == "catalog").Select(one => $"{one.GetProperty("severity").GetString()} {one.GetProperty("rule").GetString()}: {one.GetProperty("message").GetString()}")];
    }

    static TestProject Project(TestDatabase database, string migration) => new TestProject(database).Write("V1__x.sql", migration);

    // Asked, and with what was written down before: no server is there then.
    static async Task<IReadOnlyList<string>> LookAsync(TestProject project)
    {
        var asked = await project.RunAsync("lint", "--url", "env:DATABASE_URL", "--json");
        asked.ExitCode.ShouldBeLessThan(2, asked.Everything);
        (await project.RunAsync("dump", "-o", "schema.sql")).ExitCode.ShouldBe(0);
        (await project.RunAsync("dump", "--stats", "-o", "stats.json")).ExitCode.ShouldBe(0);
        var kept = await project.With("DATABASE_URL", "").RunAsync("lint", "--stats", "schema.sql", "--stats", "stats.json", "migrations/V1__x.sql", "--json");
        kept.ExitCode.ShouldBe(asked.ExitCode, kept.Everything);
        Findings(kept.Output).ShouldBe(Findings(asked.Output));
        return Findings(asked.Output);
    }

    [Fact]
    public async Task A_validated_check_of_the_database_proves_not_null()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = Project(database, "ALTER TABLE orders ALTER customer_id SET NOT NULL;\nALTER TABLE orders ALTER state SET NOT NULL;\n");

        var found = await LookAsync(project);

        found.ShouldContain(one => one.StartsWith("error set-not-null-scan: Every row of orders is read for nulls in state", StringComparison.Ordinal));
        found.ShouldContain("error set-not-null-may-fail: About 50 % of the rows of orders have no state, so it fails.");
        found.ShouldNotContain(one => one.Contains("customer_id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_small_table_is_soon_done_and_a_large_one_says_how_large_it_is()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = Project(database, "CREATE INDEX i ON orders (state);\nCREATE INDEX j ON country_code (code);\n");

        var found = (await LookAsync(project)).Where(one => one.Contains("index-not-concurrent", StringComparison.Ordinal));

        found.ShouldBe(
        [
            $"error index-not-concurrent: Nobody can write to orders until the whole index is built. orders has 20,000 rows, {await SizeAsync(database, "orders")}.",
            $"info index-not-concurrent: Nobody can write to country_code until the whole index is built. country_code has 1 row, {await SizeAsync(database, "country_code")}: that is soon done.",
        ]);
    }

    static async Task<string> SizeAsync(TestDatabase database, string table) => $"{await database.ScalarAsync<long>($"SELECT pg_relation_size('{table}')") / 1024:#,0} kB";

    [Fact]
    public async Task A_function_of_the_database_is_as_volatile_as_it_says()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = Project(database, "ALTER TABLE orders ADD COLUMN land text DEFAULT country();\nALTER TABLE orders ADD COLUMN mark text DEFAULT ticket();\n");

        var found = (await LookAsync(project)).Where(one => one.Contains("volatile", StringComparison.Ordinal)).ToList();

        found.Count.ShouldBe(1);
        found[0].ShouldContain("ticket");
    }

    [Fact]
    public async Task A_type_is_widened_or_not_by_what_it_is()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = Project(database, "ALTER TABLE orders ALTER code TYPE varchar(20);\nALTER TABLE orders ALTER customer_id TYPE numeric;\n");

        var found = (await LookAsync(project)).Where(one => one.Contains("change-column-type", StringComparison.Ordinal)).ToList();

        found.Count.ShouldBe(1);
        found[0].ShouldContain("numeric");
    }

    [Fact]
    public async Task What_depends_on_a_column_and_who_reads_the_table_is_said()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = Project(database, "ALTER TABLE orders DROP COLUMN state;\n");

        var found = await LookAsync(project);

        found.ShouldContain(one => one.StartsWith("error dependent-objects-break", StringComparison.Ordinal) && one.Contains("view open_orders", StringComparison.Ordinal));
        found.ShouldContain(one => one.StartsWith("error drop-column", StringComparison.Ordinal) && one.Contains("orders was read ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_applied_is_not_looked_at_and_what_is_pending_is_known()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a (id bigint PRIMARY KEY, b bigint NOT NULL);").Write("U1__a.sql", "DROP TABLE a;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__b.sql", "CREATE TABLE b (id bigint PRIMARY KEY, c bigint NOT NULL);").Write("V3__i.sql", "CREATE INDEX i ON b (c);\nCREATE INDEX j ON a (b);\n");

        var run = await project.RunAsync("lint", "--url", "env:DATABASE_URL", "-v");

        run.Output.ShouldContain("2 files, ");
        run.Everything.ShouldNotContain("V1__a.sql");
        run.Everything.ShouldNotContain("to b until");
        run.Everything.ShouldContain("a is empty.");
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_nothing_is_looked_at()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = Project(database, "CREATE INDEX i ON orders (state);\n");
        project.WriteAt("cut.json", "{ \"tables\": [").WriteAt("other.json", "[]").WriteAt("odd.json", "{ \"tables\": [ { } ] }").WriteAt("empty.sql", "");

        foreach (var (file, rule) in (IEnumerable<(string, string)>)[("cut.json", "stats-cut"), ("other.json", "stats-broken"), ("odd.json", "stats-broken"), ("empty.sql", "dump-empty"), ("away.json", "There is no file away.json")])
        {
            var run = await project.RunAsync("lint", "--stats", file, "migrations/V1__x.sql");
            run.ExitCode.ShouldBe(2, $"{file}: {run.Everything}");
            run.Everything.ShouldContain(rule);
            run.Everything.ShouldNotContain("   at ");
        }
        project.Write("turnstone.yaml", "settings: { connect_deadline: 1s }\n");
        (await project.RunAsync("lint", "--url", "postgres://nobody@127.0.0.1:1/x")).ExitCode.ShouldBe(3);
        (await project.RunAsync("lint", "--url", "env:DATABASE_URL", "--stats", "cut.json")).ExitCode.ShouldBe(2);
    }
}
