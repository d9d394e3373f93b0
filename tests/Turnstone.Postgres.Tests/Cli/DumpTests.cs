namespace Turnstone.Postgres.Tests.Cli;

using System.Globalization;
using System.Text.Json;
using Turnstone.Servers;

public sealed class DumpTests(PostgresServer server)
{
    const string Shop = """
        CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL);
        CREATE TABLE note (customer_id bigint REFERENCES customer, said text);
        CREATE INDEX note_customer ON note (customer_id);
        """;

    [Fact]
    public async Task A_file_has_the_bytes_of_standard_output()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = new TestProject(database);

        foreach (var format in (string[])["sql", "json", "mermaid"])
        {
            var shown = await project.RunAsync("dump", "--format", format);
            shown.ExitCode.ShouldBe(0, shown.Everything);
            (await project.RunAsync("dump", "--format", format, "-o", "x")).ExitCode.ShouldBe(0);
            project.Read("x").ShouldBe(shown.Output, format);
        }
    }

    [Fact]
    public async Task Its_JSON_document_has_every_object()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = new TestProject(database);

        using var json = JsonDocument.Parse((await project.RunAsync("dump", "--json")).Output);

        json.RootElement.GetProperty("verb").GetString().ShouldBe("dump");
        json.RootElement.GetProperty("exit_code").GetInt32().ShouldBe(0);
        json.RootElement.GetProperty("objects").EnumerateArray().Select(one => one.GetProperty("object").GetString()).ShouldContain("table public.customer");
        json.RootElement.GetProperty("diagnostics").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Figures_have_no_value_of_a_row()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        await database.ExecuteAsync("INSERT INTO customer (email) SELECT CASE WHEN i % 2 = 0 THEN 'PRIVATE@example.com' ELSE 'x' || i END FROM generate_series(1, 200) i");
        await database.ExecuteAsync("INSERT INTO note SELECT 1, CASE WHEN i % 4 = 0 THEN 'SECRET' END FROM generate_series(1, 100) i");
        await database.ExecuteAsync("ANALYZE");
        using var project = new TestProject(database);

        var run = await project.RunAsync("dump", "--stats");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldNotContain("PRIVATE");
        run.Output.ShouldNotContain("SECRET");
        using var json = JsonDocument.Parse(run.Output);
        var customer = Of(json, "tables", "customer");
        customer.GetProperty("rows").GetInt64().ShouldBe(200);
        customer.GetProperty("heap_bytes").GetInt64().ShouldBeGreaterThan(0);
        customer.GetProperty("index_bytes").GetInt64().ShouldBeGreaterThan(0);
        customer.GetProperty("toast_bytes").GetInt64().ShouldBeGreaterThan(0);
        customer.GetProperty("last_analyze").GetString()!.ShouldEndWith("Z");
        customer.TryGetProperty("dead_rows", out _).ShouldBeTrue();
        Of(json, "columns", "said").GetProperty("null_fraction").GetDouble().ShouldBe(0.75);
        Of(json, "columns", "id").GetProperty("distinct_values").GetDouble().ShouldBe(-1);
        Of(json, "indexes", "note_customer").GetProperty("scans").GetInt64().ShouldBe(0);
        Of(json, "settings", "deadlock_timeout").GetProperty("unit").GetString().ShouldBe("ms");
        Of(json, "roles", "postgres").GetProperty("superuser").GetBoolean().ShouldBeTrue();
        Of(json, "extensions", "plpgsql").GetProperty("installed").GetString().ShouldBe("1.0");
        json.RootElement.GetProperty("postgresql").GetInt32().ShouldBe((int)server.Major);
        json.RootElement.GetProperty("queries").GetProperty("available").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("queries").GetProperty("reason").GetString()!.ShouldContain("pg_stat_statements is not installed");
        json.RootElement.GetProperty("not_visible").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Figures_in_a_file_are_those_that_are_shown()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        using var project = new TestProject(database);

        var run = await project.RunAsync("dump", "--stats", "-o", "stats.json");

        run.Output.ShouldContain("figures of 2 tables written to stats.json.");
        using var file = JsonDocument.Parse(project.Read("stats.json"));
        using var shown = JsonDocument.Parse((await project.RunAsync("dump", "--stats", "--json")).Output);
        file.RootElement.GetProperty("tables").GetArrayLength().ShouldBe(2);
        shown.RootElement.GetProperty("verb").GetString().ShouldBe("dump");
        shown.RootElement.GetProperty("tables").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Roles_come_with_who_belongs_to_them_and_without_passwords()
    {
        await using var database = await server.CreateDatabaseAsync();
        var (owner, member) = ($"owner_{Guid.NewGuid():N}", $"member_{Guid.NewGuid():N}");
        await database.SetUpAsync($"CREATE ROLE {owner} CREATEROLE; CREATE ROLE {member} LOGIN PASSWORD 'geheim' IN ROLE {owner}; ALTER ROLE {member} SET lock_timeout = '3s'; ALTER ROLE {member} SET my.secret = 'geheim'");
        try
        {
            using var project = new TestProject(database);
            var run = await project.RunAsync("dump", "--stats");
            using var json = JsonDocument.Parse(run.Output);

            run.Output.ShouldNotContain("geheim");
            run.Output.ShouldNotContain("SCRAM-SHA-256$");
            Of(json, "roles", owner).GetProperty("create_role").GetBoolean().ShouldBeTrue();
            Of(json, "roles", member).GetProperty("login").GetBoolean().ShouldBeTrue();
            json.RootElement.GetProperty("memberships").EnumerateArray().Count(one => one.GetProperty("role").GetString() == owner && one.GetProperty("member").GetString() == member).ShouldBe(1);
            json.RootElement.GetProperty("role_settings").EnumerateArray().Single(one => one.GetProperty("role").GetString() == member).GetProperty("value").GetString().ShouldBe("3s");
        }
        finally
        {
            await database.SetUpAsync($"DROP ROLE {member}; DROP ROLE {owner}");
        }
    }

    [Fact]
    public async Task What_a_role_may_not_see_is_said()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        await database.ExecuteAsync("INSERT INTO note VALUES (NULL, 'x')");
        await database.ExecuteAsync("ANALYZE");
        var role = $"reader_{Guid.NewGuid():N}";
        await database.SetUpAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'; GRANT SELECT ON customer TO {role}");
        try
        {
            using var project = As(database, role);
            var run = await project.RunAsync("dump", "--stats");

            run.ExitCode.ShouldBe(0, run.Everything);
            run.Error.ShouldContain("columns of 1 table is not shown to ");
            run.Error.ShouldContain("public.note");
            run.Error.ShouldContain($"GRANT pg_read_all_data TO {role}");
            using var json = JsonDocument.Parse(run.Output);
            json.RootElement.GetProperty("columns").EnumerateArray().ShouldNotContain(one => one.GetProperty("table").GetString() == "note");
            json.RootElement.GetProperty("not_visible").GetArrayLength().ShouldBe(1);
            Of(json, "tables", "note").GetProperty("rows").GetInt64().ShouldBe(1);
        }
        finally
        {
            await database.SetUpAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task Queries_are_counted_and_shown_without_values()
    {
        await using var own = await LocalServer.StartAsync(new() { Version = server.Major, Settings = new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements" } }, TestContext.Current.CancellationToken);
        var database = TestDatabase.Of(own.Address, "postgres");
        await database.ExecuteAsync("CREATE SCHEMA monitoring");
        await database.ExecuteAsync("CREATE EXTENSION pg_stat_statements SCHEMA monitoring");
        await database.ExecuteAsync("SELECT 'PRIVATE' || count(*)::text FROM pg_catalog.pg_class");
        await database.ExecuteAsync("DO $do$ BEGIN PERFORM 'PRIVATE'; END $do$");
        await database.ExecuteAsync("CREATE ROLE counted PASSWORD 'PRIVATE'");
        using var project = new TestProject(database);

        var run = await project.RunAsync("dump", "--stats", "--queries");
        var without = await project.RunAsync("dump", "--stats");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldNotContain("PRIVATE");
        using var json = JsonDocument.Parse(run.Output);
        var queries = json.RootElement.GetProperty("queries");
        queries.GetProperty("available").GetBoolean().ShouldBeTrue(queries.ToString());
        queries.GetProperty("calls").GetInt64().ShouldBeGreaterThan(2);
        queries.GetProperty("since").GetString()!.ShouldEndWith("Z");
        queries.GetProperty("statements").EnumerateArray().ShouldContain(one => one.GetProperty("query").GetString()!.Contains("pg_catalog.pg_class", StringComparison.Ordinal) && one.GetProperty("calls").GetInt64() == 1);
        without.Output.ShouldContain("query_id");
        without.Output.ShouldNotContain("pg_catalog.pg_class");
    }

    [Fact]
    public async Task That_the_library_of_query_counts_is_not_loaded_is_said()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE EXTENSION pg_stat_statements");
        using var project = new TestProject(database);

        using var json = JsonDocument.Parse((await project.RunAsync("dump", "--stats")).Output);

        json.RootElement.GetProperty("queries").GetProperty("reason").GetString()!.ShouldContain("shared_preload_libraries");
    }

    [Fact]
    public async Task Queries_are_a_part_of_the_figures()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        var run = await project.RunAsync("dump", "--queries");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--stats --queries");
    }

    [Fact]
    public async Task A_table_that_is_being_changed_makes_the_figures_wait_no_longer_than_a_moment()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        await using var other = await database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var locked = TestDatabase.Batch(other, "LOCK TABLE note"))
        {
            await locked.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        using var project = new TestProject(database);

        var run = await project.RunAsync("dump", "--stats");

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("table-locked");
    }

    [Fact]
    public async Task What_no_reader_reads_is_named()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        await database.ExecuteAsync("SELECT lo_create(0)");
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET lock_timeout = '3s'");
        using var project = new TestProject(database);

        var run = await project.RunAsync("dump", "-o", "schema.sql");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("1 large objects; 1 settings of the database (ALTER DATABASE … SET): lock_timeout");
    }

    [Fact]
    public async Task A_database_with_every_kind_has_nothing_that_is_not_read()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        await database.SetUpAsync("""
            CREATE TYPE color AS ENUM ('red'); CREATE DOMAIN d AS integer CHECK (VALUE > 0); CREATE VIEW v AS SELECT * FROM note; CREATE TYPE span AS RANGE (SUBTYPE = integer);
            CREATE FUNCTION f(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = f);
            CREATE FUNCTION less(a integer, b integer) RETURNS boolean LANGUAGE sql AS 'SELECT a < b'; CREATE OPERATOR <<< (LEFTARG = integer, RIGHTARG = integer, FUNCTION = less);
            CREATE OPERATOR CLASS oc FOR TYPE integer USING btree AS OPERATOR 1 <<<; CREATE STATISTICS st ON customer_id, said FROM note; CREATE PUBLICATION p FOR TABLE note;
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor; CREATE RULE r AS ON DELETE TO note DO NOTHING; CREATE POLICY po ON note;
            CREATE TEXT SEARCH CONFIGURATION cfg (COPY = simple); CREATE TABLE parts (id integer) PARTITION BY LIST (id); CREATE TABLE part PARTITION OF parts DEFAULT;
            CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR postgres SERVER s; CREATE FOREIGN TABLE far (id integer) SERVER s;
            CREATE MATERIALIZED VIEW m AS SELECT 1 AS one; CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer); CREATE COLLATION co FROM "C";
            """);
        using var project = new TestProject(database);

        var run = await project.RunAsync("dump");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_without_any_right_reads_the_whole_schema()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.SetUpAsync("CREATE SCHEMA closed; CREATE TYPE closed.color AS ENUM ('red'); CREATE TABLE closed.t (id serial PRIMARY KEY, c closed.color DEFAULT 'red'); CREATE VIEW closed.v AS SELECT c FROM closed.t; CREATE FUNCTION closed.f(c closed.color) RETURNS integer LANGUAGE sql AS 'SELECT 1'");
        var role = $"nobody_{Guid.NewGuid():N}";
        await database.SetUpAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'");
        try
        {
            using var all = new TestProject(database);
            using var project = As(database, role);
            var run = await project.RunAsync("dump");
            run.ExitCode.ShouldBe(0, run.Everything);
            run.Output.ShouldBe((await all.RunAsync("dump")).Output);
        }
        finally
        {
            await database.SetUpAsync($"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task A_catalog_that_a_role_may_not_read_is_named_and_nothing_is_written()
    {
        await using var database = await server.CreateDatabaseAsync(Shop);
        var role = $"nobody_{Guid.NewGuid():N}";
        await database.SetUpAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'; REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC");
        try
        {
            using var project = As(database, role);
            var run = await project.RunAsync("dump", "-o", "schema.sql");

            run.ExitCode.ShouldBe(2, run.Everything);
            run.Error.ShouldContain("error[catalog-hidden]");
            run.Error.ShouldContain("pg_policy");
            run.Error.ShouldContain("Nothing was compared or written");
            File.Exists(Path.Combine(project.Folder, "schema.sql")).ShouldBeFalse();
        }
        finally
        {
            await database.SetUpAsync($"DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task A_run_keeps_the_dump_beside_the_settings_where_they_say_so()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "project: shop\ndump_after_apply: true\n").Write("V1__t.sql", "CREATE TABLE t (id integer);");

        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        var kept = project.Read("schema.sql");
        kept.ShouldContain("CREATE TABLE public.t");
        (await project.RunAsync("dump")).Output.ShouldBe(kept);
        (await project.RunAsync("diff", "schema.sql", "env:DATABASE_URL")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_project_that_begins_with_a_database_takes_its_placeholders_for_text()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.ExecuteAsync("CREATE FUNCTION greeting() RETURNS text LANGUAGE sql AS $f$SELECT 'Dear ${name}, ${other}'$f$");
        using var project = new TestProject(database);

        var run = await project.RunAsync("init", "--project", "shop", "--from-url", "env:DATABASE_URL");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("has the same fingerprint");
        Directory.GetFiles(Path.Combine(project.Folder, "migrations")).Single().ShouldContain("__baseline.sql");
        (await project.RunAsync("drift")).ExitCode.ShouldBe(0);
        await database.ExecuteAsync("CREATE FUNCTION more() RETURNS text LANGUAGE sql AS $f$SELECT '${more}'$f$");
        var version = TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        (await project.RunAsync("drift", "--accept", $"migrations/V{version}__more.sql")).ExitCode.ShouldBe(4);
        (await project.RunAsync("diff", "migrations", "env:DATABASE_URL")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_is_away_is_named()
    {
        using var project = new TestProject().With("DATABASE_URL", "postgres://me@127.0.0.1:1/shop").Write("turnstone.yaml", "settings: { connect_deadline: 1s }\n");
        var run = await project.RunAsync("dump", "-o", "schema.sql");
        run.ExitCode.ShouldBe(3, run.Everything);
        run.Error.ShouldContain("127.0.0.1:1");
        File.Exists(Path.Combine(project.Folder, "schema.sql")).ShouldBeFalse();
    }

    static JsonElement Of(JsonDocument json, string list, string name) =>
        json.RootElement.GetProperty(list).EnumerateArray().First(one => one.GetProperty("name").GetString() == name);

    internal static TestProject As(TestDatabase database, string role) =>
        new TestProject().With("DATABASE_URL", new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = "x" }.ConnectionString);
}
