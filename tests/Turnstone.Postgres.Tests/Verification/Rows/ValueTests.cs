namespace Turnstone.Postgres.Tests.Verification.Rows;

/// <summary>Every type that PostgreSQL has, and those of its extensions that are at hand.</summary>
public sealed class ValueTests(PostgresServer server)
{
    // Those that take no text: they are made by the server alone.
    const string Types = """
        SELECT format('CREATE TABLE %I (id serial PRIMARY KEY, one %s NOT NULL, many %s[] NOT NULL)', typname, oid::regtype, oid::regtype) FROM pg_type
        WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typelem = 0 AND typarray <> 0 AND typname NOT IN ('aclitem', 'gtsvector', 'xml') AND typname NOT LIKE 'pg\_%'
        UNION ALL SELECT 'CREATE TABLE pg_lsn (one pg_lsn NOT NULL, two pg_snapshot)' UNION ALL SELECT 'CREATE TABLE name (one name NOT NULL, two int2vector, three point NOT NULL, four box[] NOT NULL)'
        """;

    [Fact]
    public async Task Every_type_has_values()
    {
        await using var database = await server.CreateDatabaseAsync();
        var statements = await database.QueryAsync(Types);
        statements.Count.ShouldBeGreaterThan(50);
        await database.SetUpAsync(string.Join(";\n", statements.Select(row => row[0])));

        (await database.FillAsync()).ShouldBeFull();
    }

    [Theory]
    [InlineData("numeric", "'NaN', 'Infinity', '-Infinity'", 3)]
    [InlineData("numeric(5,2)", "'NaN', 999.99, -999.99", 3)]
    [InlineData("float8", "'NaN', 'Infinity', '-Infinity', 5e-324", 4)]
    [InlineData("bigint", "-9223372036854775808, 9223372036854775807", 2)]
    [InlineData("date", "'infinity', '-infinity', '4713-01-01 BC', '2024-02-29'", 4)]
    [InlineData("timestamptz", "'infinity', '-infinity', '294276-12-31 23:59:59.999999+00'", 3)]
    [InlineData("varchar(3)", "'', 'żżż'", 2)]
    [InlineData("text", "'', '𝄞🐦é\uFDFA'", 1)]
    [InlineData("uuid", "'00000000-0000-0000-0000-000000000000'", 1)]
    [InlineData("int[]", "'{}', '{NULL,101}', '{{101,140},{140,101}}'", 3)]
    [InlineData("int4range", "'empty', '(,)'", 2)]
    [InlineData("int4multirange", "'{}', '{(,)}'", 2)]
    [InlineData("jsonb", "'null', '{}', '[]'", 3)]
    public async Task A_type_s_edges_are_among_them(string type, string edges, int count)
    {
        await using var database = await server.CreateDatabaseAsync($"CREATE TABLE a (x {type} NOT NULL)");

        (await database.FillAsync()).ShouldBeFull();

        (await database.ScalarAsync<long>($"SELECT count(DISTINCT x) FROM a WHERE x IN ({edges})")).ShouldBe(count);
    }

    [Fact]
    public async Task A_large_document_and_doubled_keys_are_among_them()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE a (x json NOT NULL)");

        await database.FillAsync(rows: 12);

        (await database.QueryAsync("SELECT max(length(x::text)) > 100000, bool_or(x::text ~ '\"a\".*\"a\"') FROM a")).ShouldBe([["t", "t"]]);
    }

    [Fact]
    public async Task Types_of_extensions_have_values_where_they_can_be_had()
    {
        await using var database = await server.CreateDatabaseAsync();
        var had = 0;
        foreach (var (extension, type) in ((string, string)[])[("hstore", "hstore"), ("citext", "citext"), ("ltree", "ltree"), ("ltree", "lquery"), ("cube", "cube"), ("seg", "seg"), ("isn", "isbn")])
        {
            if (await database.ScalarAsync<long>($"SELECT count(*) FROM pg_available_extensions WHERE name = '{extension}'") > 0)
            {
                had++;
                await database.ExecuteAsync($"CREATE EXTENSION IF NOT EXISTS {extension}");
                await database.ExecuteAsync($"CREATE TABLE {type}s (x {type} NOT NULL, y {type}[])");
            }
        }
        Assert.SkipWhen(had == 0, "not tried: the server has no extensions");

        (await database.FillAsync()).ShouldBeFull();
    }

    [Fact]
    public async Task What_is_unknown_is_tried()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TYPE own; CREATE FUNCTION own_in(cstring) RETURNS own LANGUAGE internal IMMUTABLE STRICT AS 'textin'; CREATE FUNCTION own_out(own) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
            CREATE TYPE own (INPUT = own_in, OUTPUT = own_out, LIKE = text); CREATE TABLE a (x own NOT NULL)
            """);

        (await database.FillAsync()).ShouldBeFull();
    }
}
