namespace Turnstone.Postgres.Tests.Linting;

using Npgsql;
using Turnstone.Linting;
using Turnstone.Linting.Rules.Names;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Tests.Linting;

/// <summary>Where a rule says that a statement is taken and does something else than was meant, it does.</summary>
public sealed class HazardTests(PostgresServer server)
{
    static RuleSample Sample(string name) => new(LintRule.All.Single(rule => rule.Name == name));

    async Task<NpgsqlConnection> AfterAsync(TestDatabase database, params string[] texts)
    {
        var connection = await database.OpenAsync();
        foreach (var statement in texts.SelectMany(text => Rehearsal.Parsed(text, server.Major)))
        {
            await Rehearsal.ExecuteAsync(connection, statement.Slice.Text);
        }
        return connection;
    }

    static async Task<string> OnlyAsync(NpgsqlConnection connection, string query) => $"{(await Rehearsal.RowsAsync(connection, query)).ShouldHaveSingleItem()[0]}";

    static async Task<string> RefusedAsync(NpgsqlConnection connection, string statement) =>
        (await Should.ThrowAsync<PostgresException>(() => Rehearsal.ExecuteAsync(connection, statement))).SqlState;

    [Fact]
    public async Task A_view_of_everything_does_not_show_what_comes_later()
    {
        var sample = Sample("view-select-star-stale");
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, sample.Before, sample.Bad);

        (await OnlyAsync(connection, "SELECT count(*) FROM pg_attribute WHERE attrelid = 'all_orders'::regclass AND attname = 'paid_at'")).ShouldBe("0");
    }

    [Fact]
    public async Task Other_arguments_are_another_function()
    {
        var sample = Sample("function-signature-overload");
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, sample.Before, sample.Bad);

        (await OnlyAsync(connection, "SELECT count(*) FROM pg_proc WHERE proname = 'price'")).ShouldBe("2");
    }

    [Fact]
    public async Task A_trigger_runs_for_every_row()
    {
        var sample = Sample("trigger-during-backfill");
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, sample.Before, "INSERT INTO orders (id) SELECT generate_series(1, 5)", sample.Bad);

        (await OnlyAsync(connection, "SELECT count(*) FROM orders WHERE updated_at IS NOT NULL")).ShouldBe("5");
    }

    [Fact]
    public async Task Rows_that_are_put_in_again_are_refused_by_their_key()
    {
        var sample = Sample("seed-not-idempotent");
        var rows = RuleSample.Files(sample.Bad, "").Single().Text;
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, sample.Before, rows);

        (await RefusedAsync(connection, rows)).ShouldBe("23505");
        await Rehearsal.ExecuteAsync(connection, RuleSample.Files(sample.Good, "").Single().Text);
    }

    [Fact]
    public async Task A_new_column_is_published_at_once()
    {
        var sample = Sample("publication-column-list");
        await using var database = await server.CreateDatabaseAsync();
        if (server.Major < PgVersion.V15)
        {
            return;
        }
        await using var connection = await AfterAsync(database, sample.Before, "CREATE PUBLICATION listed FOR TABLE orders (id)", sample.Bad);

        (await OnlyAsync(connection, "SELECT array_to_string(attnames, ' ') FROM pg_publication_tables WHERE pubname = 'reports'")).ShouldBe("id total paid_at");
        (await OnlyAsync(connection, "SELECT array_to_string(attnames, ' ') FROM pg_publication_tables WHERE pubname = 'listed'")).ShouldBe("id");
    }

    [Fact]
    public async Task Who_may_insert_may_not_number_rows_but_of_an_identity_column()
    {
        var role = $"r_{Guid.NewGuid():N}";
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, $"CREATE ROLE {role}", "CREATE TABLE orders (id bigserial PRIMARY KEY, total numeric)", "CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY, at date)",
            $"GRANT USAGE ON SCHEMA public TO {role}", $"GRANT INSERT ON orders, visit TO {role}", "CREATE TABLE later (id int)", $"SET ROLE {role}");

        (await RefusedAsync(connection, "INSERT INTO orders (total) VALUES (1)")).ShouldBe("42501");
        await Rehearsal.ExecuteAsync(connection, "INSERT INTO visit (at) VALUES ('2026-01-01')");
        (await RefusedAsync(connection, "INSERT INTO later (id) VALUES (1)")).ShouldBe("42501");

        await Rehearsal.ExecuteAsync(connection, "RESET ROLE");
        await Rehearsal.ExecuteAsync(connection, $"GRANT USAGE ON SEQUENCE orders_id_seq TO {role}");
        await Rehearsal.ExecuteAsync(connection, $"SET ROLE {role}");
        await Rehearsal.ExecuteAsync(connection, "INSERT INTO orders (total) VALUES (1)");
        await Rehearsal.ExecuteAsync(connection, "RESET ROLE");
        await Rehearsal.ExecuteAsync(connection, $"DROP OWNED BY {role}");
        await Rehearsal.ExecuteAsync(connection, $"DROP ROLE {role}");
    }

    const string Table = "CREATE TABLE t (id bigint, name text, body jsonb, tags text[], at timestamptz, day date, plain timestamp)";

    [Theory]
    [InlineData("(at::date)")]
    [InlineData("(at::text)")]
    [InlineData("(at::timestamp)")]
    [InlineData("date_trunc('day', at)")]
    [InlineData("concat(name, id)")]
    [InlineData("concat_ws(' ', name, id)")]
    [InlineData("format('%s', name)")]
    [InlineData("to_char(plain, 'YYYY')")]
    [InlineData("to_date(name, 'YYYY')")]
    [InlineData("to_timestamp(name, 'YYYY')")]
    [InlineData("array_to_string(tags, ' ')")]
    [InlineData("to_jsonb(plain)")]
    [InlineData("to_tsvector(name)")]
    [InlineData("(id + random())")]
    [InlineData("(plain < now())")]
    public async Task What_may_change_is_refused_in_an_index(string value)
    {
        var statement = $"CREATE INDEX i ON t ({value})";
        Found(Table, statement).ShouldContain("index-expression-not-immutable");
        (await Rehearsal.OfAsync(server, Table, statement)).ShouldHaveSingleItem().Error.ShouldStartWith("42P17");
    }

    [Theory]
    [InlineData("((at AT TIME ZONE 'UTC')::date)")]
    [InlineData("date_trunc('day', plain)")]
    [InlineData("(plain::date)")]
    [InlineData("lower(name)")]
    [InlineData("to_tsvector('simple', name)")]
    [InlineData("(body ->> 'a')")]
    [InlineData("to_timestamp(id)")]
    [InlineData("(name || ' ')")]
    [InlineData("abs(id)")]
    public async Task What_stays_is_taken_in_an_index(string value)
    {
        var statement = $"CREATE INDEX i ON t ({value})";
        Found(Table, statement).ShouldNotContain("index-expression-not-immutable");
        (await Rehearsal.OfAsync(server, Table, statement)).ShouldHaveSingleItem().Error.ShouldBeNull();
    }

    [Fact]
    public async Task An_index_keeps_what_a_function_gave_before()
    {
        const string Replaced = "CREATE OR REPLACE FUNCTION f(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT n + 1'";
        const string Before = "CREATE TABLE t (n bigint); CREATE FUNCTION f(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT n'; CREATE INDEX i ON t (f(n))";
        Found(Before, Replaced).ShouldContain("index-expression-not-immutable");
        await using var database = await server.CreateDatabaseAsync();
        // A body in SQL is put in the place of the call, by the planner and for the index: one in PL/pgSQL is called.
        await using var connection = await AfterAsync(database, Before.Replace("sql IMMUTABLE AS 'SELECT n'", "plpgsql IMMUTABLE AS 'BEGIN RETURN n; END'", StringComparison.Ordinal), "INSERT INTO t VALUES (7)",
            Replaced.Replace("sql IMMUTABLE AS 'SELECT n + 1'", "plpgsql IMMUTABLE AS 'BEGIN RETURN n + 1; END'", StringComparison.Ordinal), "SET enable_seqscan = off", "SET enable_bitmapscan = off");

        (await OnlyAsync(connection, "SELECT count(*) FROM t WHERE f(n) = 8")).ShouldBe("0");
        await Rehearsal.ExecuteAsync(connection, "REINDEX INDEX i");
        (await OnlyAsync(connection, "SELECT count(*) FROM t WHERE f(n) = 8")).ShouldBe("1");
    }

    const string Parent = "CREATE TABLE reading (at timestamptz NOT NULL, value numeric) PARTITION BY RANGE (at); CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');";

    [Theory]
    [InlineData("ALTER TABLE ONLY reading ADD COLUMN sensor bigint", "42P16")]
    [InlineData("ALTER TABLE ONLY reading DROP COLUMN value", "42P16")]
    [InlineData("ALTER TABLE ONLY reading ALTER COLUMN value TYPE text", "42P16")]
    [InlineData("ALTER TABLE ONLY reading ADD CHECK (value > 0)", "42P16")]
    [InlineData("ALTER TABLE ONLY reading RENAME COLUMN value TO amount", "42P16")]
    [InlineData("TRUNCATE ONLY reading", "42809")]
    public async Task The_parent_alone_is_refused(string statement, string state)
    {
        Found(Parent, statement).ShouldContain("inheritance-recursion");
        (await Rehearsal.OfAsync(server, Parent, statement)).ShouldHaveSingleItem().Error.ShouldStartWith(state);
    }

    [Fact]
    public async Task The_parent_alone_has_no_rows()
    {
        Found(Parent, "UPDATE ONLY reading SET value = 0 WHERE value = 1").ShouldContain("inheritance-recursion");
        Found(Parent, "DELETE FROM ONLY reading WHERE value = 1").ShouldContain("inheritance-recursion");
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, Parent, "INSERT INTO reading VALUES ('2026-06-01', 1)", "UPDATE ONLY reading SET value = 0", "DELETE FROM ONLY reading");

        (await OnlyAsync(connection, "SELECT value FROM reading")).ShouldBe("1");
    }

    [Theory]
    [InlineData("CREATE TABLE customer_address_verification_attempt (customer_address_verification_provider_id bigint UNIQUE)")]
    [InlineData("CREATE TABLE customer_address_verification_attempt (customer_address_verification_provider_id bigserial CHECK (customer_address_verification_provider_id > 0))")]
    [InlineData("CREATE TABLE customer_address_verification_attempts_of_all_the_customers (id bigint PRIMARY KEY)")]
    [InlineData("CREATE TABLE customer_address_verification_attempt (a_rather_long_name_for_a_number bigint, another_long_name_for_another_one bigint, UNIQUE (a_rather_long_name_for_a_number, another_long_name_for_another_one))")]
    [InlineData("CREATE TABLE t (a_rather_long_name_for_a_number bigint); CREATE INDEX ON t (a_rather_long_name_for_a_number, lower(a_rather_long_name_for_a_number::text), a_rather_long_name_for_a_number DESC)")]
    public async Task Names_that_are_shortened_are_as_foretold(string text)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, text);
        var there = (await Rehearsal.RowsAsync(connection, "SELECT relname::text FROM pg_class UNION SELECT conname::text FROM pg_constraint")).Select(row => (string)row[0]).ToList();
        var told = Rehearsal.Parsed(text, server.Major).SelectMany(IdentifierTooLong.Generated).ToList();

        told.ShouldContain(one => one.Wanted != one.Kept);
        told.Select(one => one.Kept).Except(there).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_names_that_differ_behind_63_bytes_are_one()
    {
        var name = new string('a', 63);
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await AfterAsync(database, $"CREATE TABLE {name}b (id int)");

        (await RefusedAsync(connection, $"CREATE TABLE {name}c (id int)")).ShouldBe("42P07");
    }

    IEnumerable<string> Found(string before, string text)
    {
        var linter = new Linter(new LintOptions { Version = server.Major });
        linter.Look(new(File("V1__before.sql", before), 0), new MigrationSet([], [], []));
        return linter.Look(new(File("V2__now.sql", text), 1) { IsAsked = true, IsPending = true }, new MigrationSet([], [], [])).Select(finding => finding.Diagnostic.Rule);
    }

    static Migration File(string name, string text) => new(FileName.Read(name).Name!, name, new SourceText(text), Directives.Read(text, name).Value!, Checksum.Of(text));
}
