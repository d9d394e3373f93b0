namespace Turnstone.Postgres.Tests.Execution;

using System.Text.Json;
using Turnstone.Plans;
using Turnstone.Postgres.Tests.Cli;

/// <summary>A plan in a file: exactly that one is carried out, or none.</summary>
public sealed class PlanFileTests(PostgresServer server)
{
    static TestProject Shop(TestDatabase database) => new TestProject(database)
        .Write("V1__shop.sql", "CREATE TABLE customer (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customer);\nCREATE VIEW open AS SELECT id FROM orders;");

    static async Task<TestProject> BehindAsync(TestDatabase database)
    {
        var project = Shop(database);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        return project.Write("V2__wider.sql", "ALTER TABLE orders ADD note text;").Write("V3__index.sql", "CREATE INDEX CONCURRENTLY orders_by_customer ON orders (customer);")
            .Write("V4__more.sql", "CREATE TABLE item (id int);\nALTER TABLE customer ADD name text;");
    }

    static async Task<Plan> PlanAsync(TestProject project, string more = "")
    {
        var run = await project.RunAsync($"plan -o plan.json {more}");
        run.ExitCode.ShouldBe(0, run.Everything);
        return PlanFile.Read(File.ReadAllBytes(Path.Combine(project.Folder, "plan.json")), "plan.json").Value.ShouldNotBeNull();
    }

    static IEnumerable<string> Expected(Plan plan, int migration) => ((SqlStep)plan.Migrations[migration].Steps[0]).Expects?.Select(one => $"{one.Object}{(one.Fingerprint is null ? " (none)" : "")}") ?? [];

    [Fact]
    public async Task It_says_which_locks_are_to_be_expected()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);

        var shown = await project.RunAsync("plan");

        shown.Output.ShouldContain("ALTER TABLE orders ADD note text\n      locks: ACCESS EXCLUSIVE on public.orders\n");
        shown.Output.ShouldContain("ON orders (customer)\n      locks: SHARE UPDATE EXCLUSIVE on public.orders\n");
        shown.Output.ShouldContain("CREATE TABLE item (id int)\n    migrations/V4__more.sql:2");
        using var json = JsonDocument.Parse((await project.RunAsync("plan --format json")).Output);
        var first = json.RootElement.GetProperty("migrations")[0].GetProperty("steps")[0].GetProperty("statements")[0].GetProperty("locks")[0];
        (first.GetProperty("relation").GetString(), first.GetProperty("mode").GetString()).ShouldBe(("public.orders", "ACCESS EXCLUSIVE"));
        json.RootElement.GetProperty("format").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Each_step_says_what_it_has_to_find_but_for_what_the_plan_itself_changes()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);

        var plan = await PlanAsync(project);

        Expected(plan, 0).ShouldContain("table public.orders");
        Expected(plan, 0).ShouldContain("column customer of table public.orders");
        Expected(plan, 0).ShouldNotContain("table public.customer");
        Expected(plan, 1).ShouldBeEmpty();
        Expected(plan, 2).ShouldContain("relation public.item (none)");
        Expected(plan, 2).ShouldContain("column id of table public.customer");
        Expected(plan, 2).ShouldNotContain("table public.orders");
        var again = File.ReadAllText(Path.Combine(project.Folder, "plan.json"));
        await PlanAsync(project);
        project.Read("plan.json").ShouldBe(again);
    }

    [Fact]
    public async Task It_is_carried_out_and_then_there_is_nothing_to_do()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        var plan = await PlanAsync(project);
        project.Write("V5__later.sql", "CREATE TABLE later ();");

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 3 migrations");
        (await database.HasAsync("later")).ShouldBeFalse("it is not in the plan");
        (await database.ScalarAsync<string>("SELECT payload::jsonb ->> 'plan' FROM turnstone.entry WHERE kind = 'run_opened' ORDER BY id DESC LIMIT 1")).ShouldBe(PlanFile.Digest(plan));
        var again = await project.RunAsync("apply plan.json");
        again.ExitCode.ShouldBe(0, again.Everything);
        again.Output.ShouldContain("nothing to do");
        project.Delete("V5__later.sql");
        (await project.RunAsync("plan")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_new_database_is_made_by_a_plan_and_many_migrations_travel_together()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        for (var i = 1; i <= 40; i++)
        {
            project.Write($"V{i}__t.sql", $"CREATE TABLE t{i} (id int);");
        }
        await PlanAsync(project);

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 40 migrations");
    }

    [Theory]
    [InlineData("ALTER TABLE customer ADD by_hand text", "column by_hand of table public.customer is new", 2)]
    [InlineData("CREATE TABLE item ()", "table public.item is new", 2)]
    [InlineData("CREATE INDEX by_hand ON customer (id)", "index by_hand of table public.customer is new", 2)]
    [InlineData("ALTER TABLE orders ALTER customer SET NOT NULL", "column customer of table public.orders is another", 0)]
    [InlineData("ALTER TABLE orders DROP customer", "column customer of table public.orders is gone", 0)]
    [InlineData("DROP TABLE orders CASCADE", "table public.orders is gone", 0)]
    public async Task What_somebody_else_changed_stops_it_before_the_step_that_is_about_it(string change, string said, int applied)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        await PlanAsync(project);
        await database.ExecuteAsync(change);

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(4, run.Everything);
        run.Error.ShouldContain("error[drift]");
        run.Error.ShouldContain(said);
        run.Error.ShouldContain("turnstone plan --rebase -o plan.json");
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.entry WHERE kind = 'step_done' AND version <> '1'")).ShouldBe(applied);
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task What_changed_elsewhere_does_not_stop_it()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE SCHEMA other; CREATE TABLE other.thing (v int);");
        using var project = Shop(database);
        (await project.RunAsync("baseline 1")).ExitCode.ShouldBe(0);
        await database.ExecuteAsync("CREATE TABLE orders (id int, customer int)");
        await database.ExecuteAsync("CREATE TABLE customer (id int)");
        project.Write("V2__wider.sql", "ALTER TABLE orders ADD note text;");
        await PlanAsync(project);
        await database.ExecuteAsync("ALTER TABLE other.thing ADD w int");
        await database.ExecuteAsync("ALTER TABLE customer ADD w int");

        (await project.RunAsync("apply plan.json")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Stopped_half_way_it_goes_on_with_the_next_unfinished_step()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        await PlanAsync(project);
        await database.ExecuteAsync("CREATE TABLE item ()");
        (await project.RunAsync("apply plan.json")).ExitCode.ShouldBe(4);
        await database.ExecuteAsync("DROP TABLE item");

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 1 migration ");
        (await project.RunAsync("status")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_is_half_way_goes_on_and_a_begun_build_is_found_out()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        await database.ExecuteAsync("INSERT INTO customer VALUES (1)");
        await database.ExecuteAsync("INSERT INTO orders VALUES (1, 1), (2, 1)");
        project.Write("V2__unique.sql", "ALTER TABLE orders ADD note text;\nCREATE UNIQUE INDEX CONCURRENTLY one_each ON orders (customer);");
        await PlanAsync(project);
        var failed = await project.RunAsync("apply plan.json");
        failed.ExitCode.ShouldBe(5, failed.Everything);
        await database.ExecuteAsync("DELETE FROM orders WHERE id = 2");

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_each'::regclass")).ShouldBeTrue();
    }

    [Fact]
    public async Task Where_the_ledger_moved_on_it_is_refused_and_rebased()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        await PlanAsync(project);
        project.Write("V1.5__between.sql", "CREATE TABLE between_them ();");
        (await project.RunAsync("apply --to 2")).ExitCode.ShouldBe(0);

        var run = await project.RunAsync("apply plan.json");
        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("error[ledger-moved-on]: The ledger moved on since the plan was made: V1.5 was run by run");
        run.Error.ShouldContain("turnstone plan --rebase -o plan.json");

        project.Write("V4__more.sql", "CREATE TABLE item (id bigint);").Write("V5__last.sql", "SELECT 1;");
        var rebased = await project.RunAsync("plan --rebase -o plan.json");
        rebased.ExitCode.ShouldBe(0, rebased.Everything);
        rebased.Error.ShouldContain("gone: step 1 of V2\n");
        rebased.Error.ShouldContain("new: step 1 of V5\n");
        rebased.Error.ShouldContain("changed: step 1 of V4\n");
        rebased.Error.ShouldNotContain("V3");
        (await project.RunAsync("apply plan.json")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_plain_run_of_the_same_steps_is_a_beginning_of_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        await PlanAsync(project);
        (await project.RunAsync("apply --to 2")).ExitCode.ShouldBe(0);

        (await project.RunAsync("apply plan.json")).Output.ShouldContain("applied 2 migrations");
    }

    [Theory]
    [InlineData("V2__wider.sql", "ALTER TABLE orders ADD note varchar;", "migrations/V2__wider.sql was edited since the plan was made")]
    [InlineData("U2__wider.sql", "ALTER TABLE orders DROP note;", "The undo of V2 was edited, added or removed")]
    [InlineData("beforeEach.sql", "SELECT 1;", "A hook around V2 was edited, added or removed")]
    [InlineData("afterApply.sql", "SELECT 1;", "afterApply would run as well, and is not in the plan")]
    [InlineData("turnstone.yaml", "settings: { statement_timeout: 7s }\n", "Step 1 of V2 is not what its file makes with these settings")]
    [InlineData("turnstone.yaml", "search_path: [public, other]\n", "search path")]
    [InlineData("turnstone.yaml", "project: other\n", "The plan is for project 'default', and this one is 'other'")]
    public async Task It_has_to_be_what_the_files_say(string file, string text, string said)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        await PlanAsync(project);
        project.Write(file, text);

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain(said);
        run.Error.ShouldContain("Nothing was changed.");
        (await database.ScalarAsync<long>("SELECT max(version::int)::bigint FROM turnstone.entry WHERE kind = 'step_done'")).ShouldBe(1);
    }

    [Fact]
    public async Task It_is_for_one_database_and_one_environment()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var other = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        await PlanAsync(project);

        project.With("OTHER", other.ConnectionString);
        var elsewhere = await project.RunAsync("apply plan.json --url env:OTHER");
        elsewhere.ExitCode.ShouldBe(2, elsewhere.Everything);
        elsewhere.Error.ShouldContain("The plan was made for another database");
        (await other.HasAsync("orders")).ShouldBeFalse();
        project.Write("turnstone.yaml", "environments:\n  prod: { url: env:DATABASE_URL }\n");
        var prod = await project.RunAsync("apply plan.json --env prod");
        prod.ExitCode.ShouldBe(2, prod.Everything);
        prod.Error.ShouldContain("The plan was made for a database that is no environment, and this is environment 'prod'.");
    }

    [Theory]
    [InlineData("--to 2")]
    [InlineData("--redo 2")]
    [InlineData("--dry-run")]
    [InlineData("--context seed")]
    public async Task Nothing_beside_it_says_anything_else(string option)
    {
        using var project = new TestProject();

        var run = await project.RunAsync($"apply plan.json {option}");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain($"{option.Split(' ')[0]} has no place beside a plan");
    }

    [Fact]
    public async Task A_file_that_is_no_plan_is_refused_where_it_is_wrong()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);
        (await project.RunAsync("apply plan.json")).Error.ShouldContain("There is no file plan.json.");
        await PlanAsync(project);
        var text = project.Read("plan.json");

        foreach (var (bad, said) in ((string, string)[])
            [(text.Replace("note text\"", "note xml\"", StringComparison.Ordinal), "does not have the digest of its statements"),
             (text[..900], "cut off"), ("", "The file is empty."), (text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal), "made by a newer Turnstone"), (text.Replace("\n", "\r\n", StringComparison.Ordinal), "line ends were converted")])
        {
            project.WriteAt("plan.json", bad);
            var run = await project.RunAsync("apply plan.json");
            run.ExitCode.ShouldBe(2, run.Everything);
            run.Error.ShouldContain(said);
            run.Error.ShouldContain("plan.json:");
            run.Error.ShouldNotContain("   at ");
        }
        (await database.ScalarAsync<long>("SELECT count(*) FROM turnstone.entry WHERE kind = 'run_opened'")).ShouldBe(1);
    }

    [Fact]
    public async Task Hooks_asserts_repeatables_secrets_and_rows_are_part_of_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        project.With("APP_PASSWORD", "s3cret-canary").Write("turnstone.yaml", "placeholders: { password: env:APP_PASSWORD }\n")
            .Write("beforeApply.sql", "CREATE TABLE IF NOT EXISTS log (v int);\nINSERT INTO log VALUES (1);").Write("afterApply.sql", "INSERT INTO log VALUES (2);")
            .Write("V2__rows.sql", "COPY customer FROM stdin;\n1\n2\n\\.\nCREATE TABLE secret AS SELECT '${password}' AS v;")
            .Write("V3__drop.sql", "ALTER TABLE orders ALTER id TYPE bigint;")
            .Write("R__open.sql", "CREATE OR REPLACE VIEW open AS SELECT id FROM orders;").WriteAt("asserts/all.sql", "SELECT count(*) = 2 FROM customer;");
        var plan = await PlanAsync(project);
        File.ReadAllText(Path.Combine(project.Folder, "plan.json")).ShouldNotContain("canary");

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("applied 3 migrations");
        run.Output.ShouldContain("the asserts of 1 file hold");
        (await database.ScalarAsync<string>("SELECT v FROM secret")).ShouldBe("s3cret-canary");
        (await database.ScalarAsync<long>("SELECT count(*) FROM log")).ShouldBe(2);
        (await project.RunAsync("apply plan.json")).Output.ShouldContain("nothing to do");
        plan.Migrations.Length.ShouldBe(6);
    }

    [Fact]
    public async Task A_page_for_a_pull_request_has_it_at_a_glance()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await BehindAsync(database);

        var run = await project.RunAsync("plan --format markdown");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldContain("| V2 wider | 1 | ACCESS EXCLUSIVE on <code>public.orders</code> | apply |");
        run.Output.ShouldContain("<details><summary>V2 wider</summary>");
        run.Output.ShouldContain("```sql\nALTER TABLE orders ADD note text;\n```");
    }

    [Fact]
    public async Task What_the_plan_changes_by_the_way_is_no_drift()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__base.sql", """
            CREATE TYPE mood AS ENUM ('good', 'bad');
            CREATE TABLE customer (id serial PRIMARY KEY, name text, mood mood DEFAULT 'good');
            CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customer ON DELETE CASCADE, amount int);
            CREATE TABLE day (at date NOT NULL, v int) PARTITION BY RANGE (at);
            CREATE TABLE day_1 PARTITION OF day FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            CREATE VIEW total AS SELECT customer.name, sum(amount) AS amount FROM orders JOIN customer ON customer.id = orders.customer GROUP BY 1;
            CREATE VIEW large AS SELECT name FROM total WHERE amount > 100;
            CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('CREATE TABLE %I (v int)', name); END $$;
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
            CREATE TRIGGER stamped BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
            CREATE SCHEMA app;
            CREATE TABLE app.thing (v int);
            CREATE TABLE thing (v int);
            """);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        string[] changes =
        [
            "ALTER TABLE day ADD w int;", "ALTER TABLE day_1 ALTER w SET DEFAULT 1;", "ALTER TABLE customer RENAME TO client;", "ALTER TABLE orders ADD note text;", "CREATE OR REPLACE VIEW large AS SELECT name FROM total WHERE amount > 200;",
            "ALTER TABLE client RENAME name TO full_name;", "DROP TABLE IF EXISTS customer;", "CREATE TABLE customer (id int);", "ALTER SEQUENCE customer_id_seq INCREMENT BY 2;", "ALTER TYPE mood ADD VALUE 'odd';",
            "ALTER TABLE client ALTER mood SET DEFAULT 'bad';", "ALTER TYPE mood RENAME TO temper;", "ALTER TABLE client ADD since date;", "ALTER FUNCTION stamp() RENAME TO stamped;", "ALTER TABLE orders DISABLE TRIGGER stamped;",
            "SET search_path = app;\nALTER TABLE thing ADD w int;\nCREATE TABLE made (v int);", "ALTER TABLE app.thing ADD x int;", "ALTER TABLE thing ADD y int;", "DROP TABLE orders CASCADE;", "CREATE OR REPLACE VIEW large AS SELECT 1 AS name;",
            "SELECT make('dynamic');", "ALTER TABLE dynamic ADD w int;", "DO $$ BEGIN ALTER TABLE day ADD z int; END $$;", "ALTER TABLE day DROP z;", "ALTER TABLE thing SET SCHEMA app2;", "CREATE TABLE thing (v int);",
        ];
        foreach (var (i, change) in changes.Index())
        {
            project.Write($"V{i + 2}__c.sql", change.Contains("app2", StringComparison.Ordinal) ? $"CREATE SCHEMA app2;\n{change}" : change.Contains("VIEW large AS SELECT 1", StringComparison.Ordinal) ? $"DROP VIEW IF EXISTS large;\n{change}" : change);
        }
        await PlanAsync(project);

        var run = await project.RunAsync("apply plan.json");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await project.RunAsync("plan")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task The_example_is_carried_out_as_planned()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = TestProject.Shop(database);
        await PlanAsync(project, "--env local");

        var run = await project.RunAsync("apply plan.json --env local");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await project.RunAsync("apply plan.json --env local")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_file_too_long_for_the_plan_is_read_again_and_has_its_locks_said()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        project.Write("V2__long.sql", "ALTER TABLE customer ADD name text;\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"INSERT INTO customer VALUES ({i}, 'somebody with a rather long name, number {i}');\n")));
        var plan = await PlanAsync(project);
        var step = (SqlStep)plan.Migrations[0].Steps[0];
        step.Range.ShouldNotBeNull().Locks.ShouldNotBeNull()[0].ShouldBe(new("public.customer", "ACCESS EXCLUSIVE"));
        step.Expects.ShouldNotBeNull().ShouldContain(one => one.Object == "table public.customer");

        (await project.RunAsync("apply plan.json")).ExitCode.ShouldBe(0);
        (await database.ScalarAsync<long>("SELECT count(*) FROM customer")).ShouldBe(20_000);
    }
}
