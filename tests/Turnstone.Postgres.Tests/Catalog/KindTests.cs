namespace Turnstone.Postgres.Tests.Catalog;

using Turnstone.Catalog;
using Turnstone.Sql;

/// <summary>Kinds of objects beside tables: each written down and made again, and changed into another of its name.</summary>
public sealed class KindTests(PostgresServer server)
{
    const string Odd = "\"o'd \"\"d\"";

    const string Words = """
        CREATE SCHEMA app;
        CREATE TEXT SEARCH PARSER app.cut (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
        CREATE TEXT SEARCH PARSER app.bare (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
        CREATE TEXT SEARCH TEMPLATE app.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);
        CREATE TEXT SEARCH TEMPLATE app.bare (LEXIZE = dsimple_lexize);
        CREATE TEXT SEARCH DICTIONARY app."o'd ""d" (TEMPLATE = app.plain, STOPWORDS = 'english', ACCEPT = false);
        CREATE TEXT SEARCH DICTIONARY app.stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = 'english');
        CREATE TEXT SEARCH CONFIGURATION app.cfg (PARSER = app.cut);
        ALTER TEXT SEARCH CONFIGURATION app.cfg ADD MAPPING FOR asciiword, word WITH app."o'd ""d", app.stem, simple;
        ALTER TEXT SEARCH CONFIGURATION app.cfg ADD MAPPING FOR uint WITH simple;
        ALTER TEXT SEARCH DICTIONARY app.stem OWNER TO pg_monitor;
        ALTER TEXT SEARCH CONFIGURATION app.cfg OWNER TO pg_monitor;
        COMMENT ON TEXT SEARCH PARSER app.cut IS 'cuts'; COMMENT ON TEXT SEARCH TEMPLATE app.plain IS 'is plain';
        COMMENT ON TEXT SEARCH DICTIONARY app.stem IS 'stems'; COMMENT ON TEXT SEARCH CONFIGURATION app.cfg IS 'says how';
        """;

    const string Foreign = """
        CREATE FOREIGN DATA WRAPPER "o'd ""d" VALIDATOR postgresql_fdw_validator;
        CREATE FOREIGN DATA WRAPPER plain OPTIONS ("A b" 'x=y', debug 'it''s');
        GRANT USAGE ON FOREIGN DATA WRAPPER plain TO pg_monitor;
        CREATE SERVER "s 1" TYPE 'it''s' VERSION '1.0' FOREIGN DATA WRAPPER "o'd ""d" OPTIONS (host 'db.example.com', port '5433');
        CREATE SERVER two FOREIGN DATA WRAPPER plain;
        GRANT USAGE ON FOREIGN SERVER two TO PUBLIC; ALTER SERVER two OWNER TO pg_monitor;
        CREATE USER MAPPING FOR PUBLIC SERVER "s 1"; CREATE USER MAPPING FOR pg_monitor SERVER "s 1";
        CREATE FOREIGN TABLE far (id integer OPTIONS (column_name 'Id', k 'it''s') NOT NULL, n text COLLATE "C" DEFAULT 'x', CONSTRAINT far_id CHECK (id > 0)) SERVER two OPTIONS (schema_name 'a', table_name 'b');
        CREATE FOREIGN TABLE bare () SERVER two;
        GRANT SELECT ON far TO pg_monitor; GRANT UPDATE (n) ON far TO pg_monitor; COMMENT ON FOREIGN TABLE far IS 'away'; COMMENT ON COLUMN far.n IS 'a name';
        COMMENT ON SERVER two IS 'a server'; COMMENT ON FOREIGN DATA WRAPPER plain IS 'a wrapper';
        ALTER FOREIGN TABLE far ALTER COLUMN n SET STATISTICS 5; ALTER FOREIGN TABLE far ALTER COLUMN n SET (n_distinct = 7);
        CREATE TABLE parts (id integer NOT NULL, n text) PARTITION BY LIST (id);
        CREATE FOREIGN TABLE part PARTITION OF parts FOR VALUES IN (1) SERVER two;
        CREATE FOREIGN TABLE child (own integer) INHERITS (far) SERVER two;
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER fired BEFORE INSERT ON far FOR EACH ROW EXECUTE FUNCTION f();
        """;

    [Fact]
    public Task Text_search_is_written_down() => server.RebuildsAsync(Words);

    [Fact]
    public Task Text_search_changes() => server.BecomesAsync(Words, """
        CREATE SCHEMA app;
        CREATE TEXT SEARCH PARSER app.cut (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
        CREATE TEXT SEARCH TEMPLATE app.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);
        CREATE TEXT SEARCH DICTIONARY app."o'd ""d" (TEMPLATE = app.plain, ACCEPT = true);
        CREATE TEXT SEARCH DICTIONARY app.stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = 'german', STOPWORDS = 'german');
        CREATE TEXT SEARCH CONFIGURATION app.cfg (PARSER = app.cut);
        ALTER TEXT SEARCH CONFIGURATION app.cfg ADD MAPPING FOR asciiword WITH app.stem;
        ALTER TEXT SEARCH CONFIGURATION app.cfg ADD MAPPING FOR email WITH simple;
        """, "stopwords)", "DROP MAPPING FOR uint", "ALTER MAPPING FOR asciiword WITH app.stem", "ADD MAPPING FOR email");

    [Fact]
    public Task Foreign_data_is_written_down() => server.RebuildsAsync(Foreign);

    [Fact]
    public async Task Foreign_data_changes()
    {
        const string Other = """
            CREATE FOREIGN DATA WRAPPER "o'd ""d";
            CREATE FOREIGN DATA WRAPPER plain OPTIONS (debug 'no', c '1');
            CREATE SERVER "s 1" TYPE 'it''s' VERSION '2.0' FOREIGN DATA WRAPPER "o'd ""d" OPTIONS (host 'other', dbname 'd');
            CREATE SERVER two FOREIGN DATA WRAPPER plain;
            CREATE USER MAPPING FOR pg_monitor SERVER two;
            CREATE FOREIGN TABLE far (id bigint OPTIONS (column_name 'id2', z '1') NOT NULL, m integer) SERVER two OPTIONS (table_name 'c', extra '');
            """;
        await server.BecomesAsync(Foreign, Other, "ALTER FOREIGN TABLE public.far OPTIONS (DROP schema_name, ADD extra '', SET table_name 'c')", "NO VALIDATOR", "-- loses its options, which are not read");
        await server.BecomesAsync(Other, Foreign);
    }

    [Fact]
    public async Task What_a_user_mapping_says_is_never_read()
    {
        var text = Catalogs.Text(await server.RebuildsAsync(
            "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR postgres SERVER s OPTIONS (user 'somebody', password 'geheim')", isDumped: false));
        text.ShouldContain("CREATE USER MAPPING FOR postgres SERVER s;");
        text.ShouldNotContain("somebody");
        text.ShouldNotContain("geheim");
    }

    [Fact]
    public async Task A_role_that_may_read_no_secret_reads_the_same()
    {
        await using var database = await server.CreateDatabaseAsync();
        await database.RunScriptAsync(Foreign + "CREATE USER MAPPING FOR postgres SERVER two OPTIONS (password 'geheim'); CREATE SUBSCRIPTION sub CONNECTION 'host=nowhere password=geheim' PUBLICATION p WITH (connect = false, slot_name = NONE)");
        var role = $"reader_{Guid.NewGuid():N}";
        await database.RunScriptAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x'");
        try
        {
            SchemaHash.Of(await database.ReadAsync(user: role)).ShouldBe(SchemaHash.Of(await database.ReadAsync()));
        }
        finally
        {
            await database.RunScriptAsync($"DROP SUBSCRIPTION sub; DROP ROLE {role}");
        }
    }

    [Fact]
    public Task Statistics_rules_and_event_triggers_are_written_down() => server.RebuildsAsync($$"""
        CREATE SCHEMA other; CREATE TABLE t (a integer, b integer, c text); CREATE VIEW v AS SELECT a, b FROM t;
        CREATE STATISTICS other.{{Odd}} ON a, b, (a + b) FROM t; CREATE STATISTICS few (ndistinct) ON a, b FROM t; ALTER STATISTICS few SET STATISTICS 17;
        COMMENT ON STATISTICS few IS 'few'; ALTER STATISTICS few OWNER TO pg_monitor;
        CREATE RULE {{Odd}} AS ON INSERT TO v DO INSTEAD INSERT INTO t (a, b) VALUES (new.a, new.b); CREATE RULE n AS ON DELETE TO t DO NOTHING;
        ALTER TABLE t DISABLE RULE n; COMMENT ON RULE n ON t IS 'nothing';
        CREATE FUNCTION other.{{Odd}}() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
        CREATE EVENT TRIGGER {{Odd.Replace("d", $"d{Guid.NewGuid():N}", StringComparison.Ordinal)}} ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION other.{{Odd}}();
        CREATE EVENT TRIGGER dropped ON sql_drop EXECUTE FUNCTION other.{{Odd}}(); ALTER EVENT TRIGGER dropped ENABLE ALWAYS; COMMENT ON EVENT TRIGGER dropped IS 'gone';
        """);

    [Fact]
    public Task Statistics_rules_and_event_triggers_change() => server.BothWaysAsync("""
        CREATE TABLE t (a integer, b integer); CREATE STATISTICS s ON a, b FROM t; CREATE STATISTICS r ON a, b FROM t; ALTER STATISTICS r SET STATISTICS 17;
        CREATE RULE n AS ON DELETE TO t DO NOTHING; CREATE RULE m AS ON DELETE TO t DO NOTHING; ALTER TABLE t DISABLE RULE m;
        CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER one ON sql_drop EXECUTE FUNCTION f(); CREATE EVENT TRIGGER two ON sql_drop EXECUTE FUNCTION f();
        """, """
        CREATE TABLE t (a bigint, b integer); CREATE STATISTICS s (mcv) ON a, b FROM t; CREATE STATISTICS r ON a, b FROM t;
        CREATE RULE n AS ON DELETE TO t DO INSTEAD NOTHING; CREATE RULE m AS ON DELETE TO t DO NOTHING; ALTER TABLE t ENABLE REPLICA RULE m;
        CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER one ON ddl_command_end EXECUTE FUNCTION f(); CREATE EVENT TRIGGER two ON sql_drop EXECUTE FUNCTION f();
        ALTER EVENT TRIGGER two DISABLE;
        """);

    string Publications => $$"""
        CREATE SCHEMA app; CREATE TABLE app.t (a integer PRIMARY KEY, b integer, c text); CREATE TABLE app.u (a integer PRIMARY KEY);
        CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, truncate'); CREATE PUBLICATION {{Odd}} FOR TABLE app.t WITH (publish_via_partition_root = true);
        COMMENT ON PUBLICATION everything IS 'all'; CREATE PUBLICATION nothing WITH (publish = '');
        {{(server.Major < PgVersion.V15 ? "" : "CREATE PUBLICATION part FOR TABLE app.t (c, a) WHERE (b > 7), app.u; CREATE PUBLICATION whole FOR TABLES IN SCHEMA app;")}}
        {{(server.Major < PgVersion.V18 ? "" : "CREATE PUBLICATION made FOR TABLE app.t WITH (publish_generated_columns = stored);")}}
        """;

    [Fact]
    public Task Publications_are_written_down() => server.RebuildsAsync(Publications);

    [Fact]
    public Task Publications_change() => server.BothWaysAsync(Publications, $$"""
        CREATE SCHEMA app; CREATE SCHEMA more; CREATE TABLE app.t (a bigint PRIMARY KEY, b bigint, c text);
        CREATE PUBLICATION everything WITH (publish = 'insert, truncate'); CREATE PUBLICATION {{Odd}} FOR TABLE app.t WITH (publish = 'delete');
        {{(server.Major < PgVersion.V15 ? "" : "CREATE PUBLICATION part FOR TABLE app.t (a) WHERE (b > 8); CREATE PUBLICATION whole FOR TABLES IN SCHEMA more;")}}
        {{(server.Major < PgVersion.V18 ? "" : "CREATE PUBLICATION made FOR TABLE app.t;")}}
        """);

    [Fact]
    public async Task A_subscription_is_written_down_without_its_connection()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var copy = await server.CreateDatabaseAsync();
        var (one, two) = ($"one_{Guid.NewGuid():N}", $"two_{Guid.NewGuid():N}");
        try
        {
            await database.RunScriptAsync($"""
                CREATE SUBSCRIPTION {one} CONNECTION 'host=nowhere dbname=d user=somebody password=geheim' PUBLICATION "p 1", q WITH (connect = false, slot_name = 'a_slot', binary = true, streaming = true);
                CREATE SUBSCRIPTION {two} CONNECTION 'host=nowhere' PUBLICATION q WITH (connect = false, slot_name = NONE, synchronous_commit = 'local'); COMMENT ON SUBSCRIPTION {two} IS 'two'
                """);
            var there = await database.ReadAsync();
            var text = Catalogs.Text(there);
            await copy.RunAllAsync(SchemaText.Of(there).Select(statement => statement.ToString()), text);
            Catalogs.Text(await copy.ReadAsync()).ShouldBe(text);
            text.ShouldNotContain("geheim");
            text.ShouldNotContain("nowhere");
            text.ShouldContain("connect = false");
            await database.RunScriptAsync($"ALTER SUBSCRIPTION {one} SET (slot_name = NONE, binary = false, synchronous_commit = 'on'); ALTER SUBSCRIPTION {one} SET PUBLICATION r WITH (refresh = false)");
            var other = await database.ReadAsync();
            await copy.RunAllAsync(SchemaChange.Of(there, other).Select(statement => statement.Sql.ToString()), text);
            SchemaDiff.Between(await copy.ReadAsync(), other).ShouldBeEmpty();
        }
        finally
        {
            foreach (var made in (TestDatabase[])[database, copy])
            {
                await made.RunScriptAsync($"ALTER SUBSCRIPTION {one} SET (slot_name = NONE); ALTER SUBSCRIPTION {two} SET (slot_name = NONE); DROP SUBSCRIPTION {one}; DROP SUBSCRIPTION {two}");
            }
        }
    }

    const string Defaults = """
        CREATE SCHEMA app;
        ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT SELECT ON TABLES TO pg_monitor WITH GRANT OPTION; ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
        ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT ALL ON TABLES TO PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT USAGE ON SEQUENCES TO pg_monitor, PUBLIC;
        ALTER DEFAULT PRIVILEGES FOR ROLE pg_monitor IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO PUBLIC; ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT CREATE ON SCHEMAS TO pg_monitor;
        ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON TYPES FROM PUBLIC;
        """;

    [Fact]
    public async Task Default_privileges_are_the_last_that_is_written_down()
    {
        var text = Catalogs.Text(await server.RebuildsAsync(Defaults + "CREATE TABLE app.t (id serial); CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE TABLE u (id integer); REVOKE ALL ON u FROM pg_monitor"));
        text.LastIndexOf("\nCREATE ", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("\nALTER DEFAULT", StringComparison.Ordinal));
    }

    [Fact]
    public Task Default_privileges_change() => server.BothWaysAsync(Defaults, """
        CREATE SCHEMA app; ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT SELECT, INSERT ON TABLES TO pg_monitor; ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE ALL ON TYPES FROM PUBLIC;
        CREATE TABLE app.t (id integer); CREATE FUNCTION app.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
        """);

    [Fact]
    public async Task What_is_made_under_default_privileges_has_the_grants_that_it_is_to_have()
    {
        await server.BecomesAsync(Defaults,
            """
            CREATE SCHEMA app; CREATE SCHEMA more; CREATE TABLE app.t (id serial); CREATE TABLE u (id integer GENERATED ALWAYS AS IDENTITY); GRANT INSERT ON u TO pg_monitor;
            CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW app.v AS SELECT id FROM u; CREATE MATERIALIZED VIEW m AS SELECT 1 AS one WITH NO DATA;
            CREATE TYPE app.color AS ENUM ('red'); CREATE DOMAIN d AS integer; CREATE SEQUENCE s; GRANT SELECT ON s TO pg_monitor;
            """ + Defaults.Replace("CREATE SCHEMA app;", "", StringComparison.Ordinal),
            "REVOKE SELECT ON TABLE public.u FROM pg_monitor", "GRANT INSERT ON TABLE public.u TO pg_monitor", "EXECUTE ON FUNCTION public.f() TO PUBLIC");
    }
}
