namespace Turnstone.Postgres.Tests.Steps;

using Turnstone.Postgres.Tests.Cli;

public sealed class ViewsInTheWayTests(PostgresServer server)
{
    const string Described = """
        SELECT c.relname, pg_get_userbyid(c.relowner) = current_user, coalesce(c.relacl::text, ''), coalesce(obj_description(c.oid, 'pg_class'), ''),
            coalesce(c.reloptions::text, ''), (SELECT string_agg(format_type(atttypid, atttypmod), ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0)
        FROM pg_class c WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace ORDER BY 1
        """;

    static TestProject Shop(TestDatabase database) => new TestProject(database)
        .Write("V1__product.sql", "CREATE TABLE product (id int PRIMARY KEY, price int, hidden bool);").Write("U1__product.sql", "DROP TABLE product;")
        .Write("R__a_cheap.sql", "CREATE OR REPLACE VIEW cheap AS SELECT id, price FROM on_sale WHERE price < 10;")
        .Write("R__on_sale.sql", "CREATE OR REPLACE VIEW on_sale WITH (security_barrier=true) AS SELECT id, price FROM product;\nCOMMENT ON VIEW on_sale IS 'what can be bought';");

    [Fact]
    public async Task A_column_that_views_read_is_retyped_and_the_views_stand_as_they_were()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        await database.ExecuteAsync("GRANT SELECT ON on_sale TO PUBLIC");
        await database.ExecuteAsync("GRANT UPDATE (price) ON cheap TO PUBLIC");
        await database.ExecuteAsync("COMMENT ON COLUMN cheap.price IS 'in cents'");
        await database.ExecuteAsync("CREATE RULE keep AS ON DELETE TO cheap DO INSTEAD NOTHING");

        var run = await project.Write("V2__price.sql", "ALTER TABLE product ALTER COLUMN price TYPE bigint;").RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Error.ShouldContain("V2  step 1: public.on_sale, public.cheap in the way; dropped and made again with it");
        var views = await database.QueryAsync(Described);
        views[0].ShouldBe(["cheap", "t", "", "", "", "integer,bigint"]);
        views[1][2].ShouldNotBeNull().ShouldContain("=r/");
        views[1][3..].ShouldBe(["what can be bought", "{security_barrier=true}", "integer,bigint"]);
        (await database.ScalarAsync<string>("SELECT attacl::text FROM pg_attribute WHERE attrelid = 'cheap'::regclass AND attname = 'price'")).ShouldNotBeNull().ShouldContain("=w/");
        (await database.ScalarAsync<string>("SELECT col_description('cheap'::regclass, 2)")).ShouldBe("in cents");
        (await database.ScalarAsync<long>("SELECT count(*) FROM pg_rewrite WHERE ev_class = 'cheap'::regclass AND rulename = 'keep'")).ShouldBe(1);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_column_that_goes_takes_its_place_in_the_views_new_text_with_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        project.Write("V2__no_price.sql", "ALTER TABLE product DROP COLUMN price;")
            .Write("R__on_sale.sql", "CREATE OR REPLACE VIEW on_sale AS SELECT id, hidden FROM product;")
            .Write("R__a_cheap.sql", "CREATE OR REPLACE VIEW cheap AS SELECT id FROM on_sale WHERE NOT hidden;");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await database.QueryAsync(Described)).Select(view => view[5]).ShouldBe(["integer", "integer,boolean"]);
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_repeatable_may_change_the_columns_of_its_view()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        await database.ExecuteAsync("GRANT SELECT ON on_sale TO PUBLIC");

        var run = await project.Write("R__on_sale.sql", "CREATE OR REPLACE VIEW on_sale AS SELECT price, id FROM product;").RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        var views = await database.QueryAsync(Described);
        views[1][2].ShouldNotBeNull().ShouldContain("=r/");
        views.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_undo_gives_a_view_the_text_that_it_had_before()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        project.Write("V2__name.sql", "ALTER TABLE product ADD COLUMN name text;").Write("U2__name.sql", "ALTER TABLE product DROP COLUMN name;")
            .Write("R__on_sale.sql", "CREATE OR REPLACE VIEW on_sale AS SELECT id, price, name FROM product;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);

        var undone = await project.RunAsync("undo --steps 1 --yes");

        undone.ExitCode.ShouldBe(0, undone.Everything);
        (await database.QueryAsync(Described)).Select(view => view[5]).ShouldBe(["integer,integer", "integer,integer"]);
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0, "both come back");
        (await database.QueryAsync(Described)).Select(view => view[5]).ShouldBe(["integer,integer", "integer,integer,text"]);
    }

    [Fact]
    public async Task A_view_that_cannot_stand_without_what_is_undone_goes_and_comes_back_with_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");

        var undone = await project.RunAsync("undo --to 0 --yes");

        undone.ExitCode.ShouldBe(0, undone.Everything);
        (await database.QueryAsync(Described)).ShouldBeEmpty();
        (await project.RunAsync("status")).Output.ShouldContain("1 undone");
        var again = await project.RunAsync("apply");
        again.ExitCode.ShouldBe(0, again.Everything);
        again.Output.ShouldContain("applied 3 migrations");
        (await project.RunAsync("audit verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_view_that_no_repeatable_makes_stays_and_the_step_fails_as_it_would()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");
        await database.ExecuteAsync("CREATE VIEW report AS SELECT * FROM cheap");

        var run = await project.Write("V2__price.sql", "ALTER TABLE product ALTER COLUMN price TYPE bigint;").RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("V2__price.sql:1:1");
        (await database.QueryAsync(Described)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_step_that_fails_without_them_as_well_leaves_them_where_they_were()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = Shop(database);
        await project.RunAsync("apply");

        var run = await project.Write("V2__price.sql", "ALTER TABLE product DROP COLUMN price;\nSELECT 1 / 0;\n").RunAsync("apply");

        run.ExitCode.ShouldBe(5, run.Everything);
        run.Error.ShouldContain("V2__price.sql:2:1");
        (await database.QueryAsync(Described)).Count.ShouldBe(2);
        (await database.ScalarAsync<long>("SELECT count(*) FROM on_sale")).ShouldBe(0);
    }
}
