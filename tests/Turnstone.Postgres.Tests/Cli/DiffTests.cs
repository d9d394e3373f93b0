namespace Turnstone.Postgres.Tests.Cli;

using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.Postgres.Tests.Catalog;

public sealed class DiffTests(PostgresServer server)
{
    const string Before = """
        CREATE SCHEMA app;
        CREATE TYPE app.color AS ENUM ('red', 'blue');
        CREATE TABLE app.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text NOT NULL CHECK (note <> ''), color app.color DEFAULT 'red');
        CREATE INDEX orders_note ON app.orders (note) WHERE note <> 'x';
        CREATE SEQUENCE app.numbers;
        CREATE VIEW app.notes AS SELECT id, note FROM app.orders;
        CREATE FUNCTION app.tax(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 2';
        CREATE TABLE app.taxed (amount numeric, tax numeric GENERATED ALWAYS AS (app.tax(amount)) STORED);
        """;

    const string After = """
        CREATE SCHEMA app;
        CREATE TYPE app.paint AS ENUM ('red', 'blue');
        CREATE TABLE app.purchases (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, remark text NOT NULL CHECK (remark <> ''), color app.paint DEFAULT 'red', more integer);
        CREATE INDEX purchases_remark ON app.purchases (remark) WHERE remark <> 'x';
        CREATE SEQUENCE app.counted;
        CREATE VIEW app.remarks AS SELECT id, remark AS note FROM app.purchases;
        CREATE FUNCTION app.levy(amount numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT amount * 2';
        CREATE TABLE app.taxed (amount numeric, tax numeric GENERATED ALWAYS AS (app.levy(amount)) STORED);
        """;

    static readonly string[] Renames =
    [
        "--rename", "app.orders=app.purchases", "--rename", "app.orders.note=app.purchases.remark", "--rename", "app.numbers=app.counted", "--rename", "app.notes=app.remarks",
        "--rename", "app.color=app.paint", "--rename", "app.tax=app.levy", "--rename", "app.orders_note=app.purchases_remark",
    ];

    [Fact]
    public async Task What_was_renamed_keeps_its_rows_and_nothing_is_left_to_compare()
    {
        await using var one = await server.CreateDatabaseAsync(Before);
        await using var other = await server.CreateDatabaseAsync(After);
        await one.ExecuteAsync("INSERT INTO app.orders (note, color) VALUES ('hello', 'blue'), ('you', 'red')");
        await one.ExecuteAsync("SELECT setval('app.numbers', 41)");
        await one.ExecuteAsync("INSERT INTO app.taxed (amount) VALUES (21)");
        using var project = Of(one, other);

        var run = await project.RunAsync(["diff", "env:A", "env:B", "-o", "V1__rename.sql", .. Renames]);

        run.ExitCode.ShouldBe(1, run.Everything);
        run.Output.ShouldContain("name: orders → purchases");
        run.Output.ShouldContain("name: note → remark");
        var sql = project.Read("V1__rename.sql");
        sql.ShouldContain("ALTER TABLE app.orders RENAME TO purchases;");
        sql.ShouldContain("ALTER TABLE app.purchases RENAME COLUMN note TO remark;");
        sql.ShouldContain("ALTER TABLE app.purchases RENAME CONSTRAINT orders_pkey TO purchases_pkey;");
        sql.ShouldContain("ALTER FUNCTION app.tax(numeric) RENAME TO levy;");
        sql.ShouldNotContain("LOSES", Case.Sensitive);
        sql.ShouldNotContain("DROP TABLE");
        await one.RunScriptAsync(sql);

        (await one.ScalarAsync<string>("SELECT string_agg(remark || ' ' || color, ', ' ORDER BY id) FROM app.purchases")).ShouldBe("hello blue, you red");
        (await one.ScalarAsync<long>("SELECT nextval('app.counted')")).ShouldBe(42);
        (await one.ScalarAsync<decimal>("SELECT tax FROM app.taxed")).ShouldBe(42);
        var left = await project.RunAsync("diff", "env:A", "env:B");
        left.ExitCode.ShouldBe(0, left.Everything);
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_guessed_and_it_is_said_how_to_declare_it()
    {
        await using var one = await server.CreateDatabaseAsync("CREATE TABLE orders (id integer, note text)");
        await using var other = await server.CreateDatabaseAsync("CREATE TABLE orders (id integer, remark text)");
        using var project = Of(one, other);

        var run = await project.RunAsync("diff", "env:A", "env:B", "--sql");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("Did column note of table public.orders become remark?");
        run.Error.ShouldContain("--rename public.orders.note=public.orders.remark");
        run.Output.ShouldContain("-- LOSES its values");
        run.Output.ShouldContain("ADD COLUMN remark text");
    }

    [Fact]
    public async Task On_a_terminal_it_is_asked()
    {
        await using var one = await server.CreateDatabaseAsync("CREATE TABLE orders (id integer, note text)");
        await using var other = await server.CreateDatabaseAsync("CREATE TABLE orders (id integer, remark text)");
        using var project = Of(one, other);

        var yes = await project.RunAnsweringAsync("y\n", "diff", "env:A", "env:B", "--sql");
        yes.Error.ShouldContain("Did column note of table public.orders become remark? [y/N]");
        yes.Output.ShouldContain("ALTER TABLE public.orders RENAME COLUMN note TO remark;");
        yes.Output.ShouldNotContain("LOSES", Case.Sensitive);

        var no = await project.RunAnsweringAsync("\n", "diff", "env:A", "env:B", "--sql");
        no.Output.ShouldContain("-- LOSES its values");
    }

    [Fact]
    public async Task Two_that_look_alike_are_not_taken_for_one()
    {
        await using var one = await server.CreateDatabaseAsync("CREATE TABLE t (a text, id integer)");
        await using var other = await server.CreateDatabaseAsync("CREATE TABLE t (b text, c text, id integer)");
        using var project = Of(one, other);

        var run = await project.RunAsync("diff", "env:A", "env:B");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldNotContain("become");
    }

    [Theory]
    [InlineData("app.orders", "not a rename")]
    [InlineData("orders=purchases", "not a rename")]
    [InlineData("app.orders=other.orders", "other is another schema")]
    [InlineData("app.nothing=app.purchases", "the first side has no such object")]
    [InlineData("app.orders=app.nothing", "the second side has no table app.nothing")]
    [InlineData("app.taxed=app.purchases", "the second side still has table app.taxed")]
    public async Task A_rename_that_cannot_be_is_refused(string rename, string said)
    {
        await using var one = await server.CreateDatabaseAsync(Before);
        await using var other = await server.CreateDatabaseAsync(After);
        using var project = Of(one, other);

        var run = await project.RunAsync("diff", "env:A", "env:B", "--rename", rename);

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain(said);
        run.Error.ShouldContain("Nothing was compared.");
    }

    [Fact]
    public async Task A_rename_is_part_of_the_JSON_document()
    {
        await using var one = await server.CreateDatabaseAsync("CREATE TABLE \"Old t\" (id integer)");
        await using var other = await server.CreateDatabaseAsync("CREATE TABLE \"New t\" (id integer)");
        using var project = Of(one, other);

        var run = await project.RunAsync("diff", "env:A", "env:B", "--json", "--rename", "public.\"Old t\"=public.\"New t\"");

        using var json = JsonDocument.Parse(run.Output);
        var difference = json.RootElement.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        difference.GetProperty("change").GetString().ShouldBe("renamed");
        difference.GetProperty("expected").GetString().ShouldBe("Old t");
        difference.GetProperty("actual").GetString().ShouldBe("New t");
        difference.GetProperty("sql").GetString().ShouldBe("ALTER TABLE public.\"Old t\" RENAME TO \"New t\";");
    }

    [Fact]
    public async Task A_JSON_dump_is_a_side()
    {
        await using var one = await server.CreateDatabaseAsync(Before);
        using var project = Of(one, one);
        (await project.RunAsync("dump", "--url", "env:A", "--format", "json", "-o", "before.json")).ExitCode.ShouldBe(0);

        var same = await project.RunAsync("diff", "before.json", "env:A");
        same.ExitCode.ShouldBe(0, same.Everything);
        same.Error.ShouldBeEmpty();

        await one.ExecuteAsync("ALTER TABLE app.orders ADD remark text");
        await one.ExecuteAsync("CREATE POLICY own ON app.orders USING (true)");
        await one.ExecuteAsync("GRANT SELECT ON app.orders TO PUBLIC");
        var run = await project.RunAsync("diff", "before.json", "env:A");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("+   column remark");
        run.Output.ShouldContain("+   policy own  (security)");
        run.Output.ShouldContain("grants: none → SELECT to PUBLIC");

        var back = await project.RunAsync("diff", "env:A", "before.json");
        back.Output.ShouldContain("-   column remark");

        var sql = await project.RunAsync("diff", "before.json", "env:A", "--sql");
        sql.ExitCode.ShouldBe(2);
        sql.Error.ShouldContain("there is no SQL from or to it");
    }

    [Fact]
    public async Task A_JSON_dump_needs_no_server_to_compare_with()
    {
        await using var one = await server.CreateDatabaseAsync(Before);
        using var project = Of(one, one);
        (await project.RunAsync("dump", "--url", "env:A", "--format", "json", "-o", "before.json")).ExitCode.ShouldBe(0);

        var run = await DriftTests.RunWithoutServerAsync(project, "diff", "before.json", "before.json");

        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task A_JSON_dump_that_is_none_is_refused_with_what_is_missing()
    {
        await using var one = await server.CreateDatabaseAsync(Before);
        using var project = Of(one, one);
        (await project.RunAsync("dump", "--url", "env:A", "--format", "json", "-o", "before.json")).ExitCode.ShouldBe(0);
        var whole = project.Read("before.json");

        await RefusedAsync(whole.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal), "dump-newer", "written by a newer Turnstone");
        await RefusedAsync(whole[..(whole.Length / 2)], "dump-cut", "cut off or edited");
        await RefusedAsync("{}", "dump-broken", "no 'format'");
        await RefusedAsync(Edited(objects => objects.Remove(objects.First(one => (string?)one!["object"] == "table app.orders"))), "dump-broken", "what it is a part of is not");

        project.WriteAt("before.json", Edited(objects => objects.First(one => (string?)one!["object"] == "sequence app.numbers")!["properties"]!["start"] = "7"));
        var edited = await project.RunAsync("diff", "before.json", "env:A");
        edited.ExitCode.ShouldBe(1);
        edited.Error.ShouldContain("warning[dump-edited]");
        edited.Output.ShouldContain("start: 7 → 1");

        string Edited(Action<JsonArray> edit)
        {
            var document = JsonNode.Parse(whole)!;
            edit(document["objects"]!.AsArray());
            return document.ToJsonString();
        }

        async Task RefusedAsync(string text, string rule, string said)
        {
            project.WriteAt("before.json", text);
            var run = await project.RunAsync("diff", "before.json", "env:A");
            run.ExitCode.ShouldBe(2, run.Everything);
            run.Error.ShouldContain($"error[{rule}]");
            run.Error.ShouldContain(said);
            run.Error.ShouldContain("Nothing was compared.");
        }
    }

    [Theory]
    [InlineData("", "error[dump-empty]: The file holds no statement.")]
    [InlineData("-- only this\n", "error[dump-empty]: The file holds no statement.")]
    [InlineData("CREATE TABLE t (id integer);\nCOPY t FROM stdin;\n1\n\\.\n", "schema.sql:2:1")]
    [InlineData("\\connect shop\nCREATE TABLE t (id integer);\n", "`\\connect` is a command of psql")]
    [InlineData("CREATE TABLE t (id integer);\nCREATE TABLE u (id nothing);\n", "PostgreSQL ")]
    [InlineData("CREATE TABLE t (id integer);\nCREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$SELECT 'cut", "schema.sql:2")]
    public async Task A_script_that_makes_no_schema_is_refused(string script, string said)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Of(database, database).WriteAt("schema.sql", script);

        var run = await project.RunAsync("diff", "env:A", "schema.sql");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain(said);
        run.Error.ShouldContain("schema.sql");
        run.Output.ShouldNotContain("difference");
    }

    [Fact]
    public async Task A_dump_of_ours_shows_that_it_was_cut_or_edited()
    {
        await using var database = await server.CreateDatabaseAsync(Before);
        using var project = Of(database, database);
        (await project.RunAsync("dump", "--url", "env:A", "-o", "schema.sql")).ExitCode.ShouldBe(0);
        var whole = project.Read("schema.sql");

        project.WriteAt("schema.sql", whole[..whole.LastIndexOf("CREATE VIEW", StringComparison.Ordinal)]);
        var cut = await project.RunAsync("diff", "env:A", "schema.sql");
        cut.ExitCode.ShouldBe(2);
        cut.Error.ShouldContain("error[dump-cut]");
        cut.Output.ShouldNotContain("difference");

        project.WriteAt("schema.sql", whole.Replace("note text", "note varchar", StringComparison.Ordinal));
        var edited = await project.RunAsync("diff", "env:A", "schema.sql");
        edited.Error.ShouldContain("warning[dump-edited]");
        edited.Output.ShouldContain("type: text → character varying");
    }

    [Fact]
    public async Task A_dump_of_an_empty_database_is_whole()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Of(database, database);
        (await project.RunAsync("dump", "--url", "env:A", "-o", "schema.sql")).ExitCode.ShouldBe(0);
        var run = await project.RunAsync("diff", "env:A", "schema.sql");
        run.ExitCode.ShouldBe(0, run.Everything);
    }

    [Fact]
    public async Task A_side_that_is_away_ends_it_before_anything_is_compared()
    {
        await using var database = await server.CreateDatabaseAsync(Before);
        using var project = Of(database, database).With("B", "postgres://me@127.0.0.1:1/shop").Write("turnstone.yaml", "settings: { connect_deadline: 1s }\n");

        var run = await project.RunAsync("diff", "env:A", "env:B", "--json");

        run.ExitCode.ShouldBe(3, run.Everything);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("differences").GetArrayLength().ShouldBe(0);
        json.RootElement.GetProperty("diagnostics")[0].GetProperty("message").GetString()!.ShouldContain("127.0.0.1:1");
    }

    [Fact]
    public async Task A_side_that_is_nothing_is_refused_with_what_one_is()
    {
        using var project = new TestProject().Write("turnstone.yaml", "environments: { staging: { url: env:A } }\n");
        var run = await project.RunAsync("diff", "stagin", "migrations");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("Did you mean staging?");
    }

    static TestProject Of(TestDatabase one, TestDatabase other) => new TestProject().With("A", one.ConnectionString).With("B", other.ConnectionString);}
