namespace Turnstone.Postgres.Tests.Verification.Rows;

using System.Text.RegularExpressions;
using Turnstone.Sql;
using Turnstone.Text;
using Turnstone.Verification.Rows;

/// <summary>What became of rows is said by table, column and number.</summary>
public sealed partial class DifferenceTests(PostgresServer server)
{
    const string Schema = """
        CREATE TABLE people (id int PRIMARY KEY, name text, email text UNIQUE NOT NULL, born date);
        INSERT INTO people VALUES (1, 'Ann', 'ann@example.org', '2000-02-29'), (2, 'Bob', 'bob@example.org', NULL), (3, NULL, 'cy@example.org', 'infinity')
        """;

    public static TheoryData<string, string> Changes => new()
    {
        { "UPDATE people SET name = 'Bill' WHERE id = 2", "people: name 0 lost, 1 changed 'Bob' → 'Bill' where id = '2'" },
        { "UPDATE people SET born = NULL", "people: born 2 lost '2000-02-29', 0 changed where id = '1'" },
        { "UPDATE people SET name = 'new' WHERE name IS NULL", "people: name 0 lost, 1 changed NULL → 'new' where id = '3'" },
        { "DELETE FROM people WHERE id < 3", "people: 2 rows gone (id = '1'); id 2 lost '1', 0 changed where id = '1'; name 2 lost 'Ann', 0 changed where id = '1'; email 2 lost 'ann@example.org', 0 changed where id = '1'; born 1 lost '2000-02-29', 0 changed where id = '1'" },
        { "ALTER TABLE people DROP COLUMN name", "people: name gone 2 lost 'Ann', 0 changed where id = '1'" },
        { "ALTER TABLE people DROP COLUMN name; ALTER TABLE people ADD name text DEFAULT 'none'", "people: name 0 lost, 3 changed 'Ann' → 'none' where id = '1'" },
        { "DROP TABLE people", "people gone: 3 rows gone (id = '1'); id gone 3 lost '1', 0 changed where id = '1'; name gone 2 lost 'Ann', 0 changed where id = '1'; email gone 3 lost 'ann@example.org', 0 changed where id = '1'; born gone 2 lost '2000-02-29', 0 changed where id = '1'" },
        { "INSERT INTO people VALUES (4, 'Di', 'di@example.org')", "people: 1 rows new" },
        { "ALTER TABLE people ADD age int NOT NULL DEFAULT 7", "people: new column age" },
        { "CREATE TABLE others (x int)", "new table others" },
        { "ALTER TABLE people DROP CONSTRAINT people_pkey, ALTER COLUMN id TYPE bigint, ALTER name TYPE varchar(100)", "" },
        { "ALTER TABLE people DROP COLUMN id", "people: id gone 3 lost '1', 0 changed where id = '1'" },
        { "UPDATE people SET id = id + 10", "people: 3 rows gone (id = '1'), 3 rows new; id 3 lost '1', 0 changed where id = '1'; name 2 lost 'Ann', 0 changed where id = '1'; email 3 lost 'ann@example.org', 0 changed where id = '1'; born 2 lost '2000-02-29', 0 changed where id = '1'" },
        { "UPDATE people SET name = 'password=geheim1' WHERE id = 1", "people: name 0 lost, 1 changed 'Ann' → 'password=******' where id = '1'" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_is_named(string change, string said)
    {
        await using var database = await server.CreateDatabaseAsync(Schema);
        var before = await database.SnapshotAsync();

        await database.SetUpAsync(change);

        var difference = RowDifference.Between(before, await database.SnapshotAsync(), new Masking());
        Said(difference).ShouldBe(said);
        difference.LosesNothing.ShouldBe(said.Length == 0 || said.Contains("new table", StringComparison.Ordinal) || said.EndsWith("rows new", StringComparison.Ordinal) || said.Contains("new column", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> KeylessChanges => new()
    {
        { "UPDATE t SET b = 'y' WHERE a = 2", "t: b 0 lost, 1 changed 'x' → 'y'" },
        { "DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t)", "t: 1 rows gone; a 1 lost '1', 0 changed; b 1 lost 'x', 0 changed; c 1 lost '{\"b\": 1, \"a\":2}', 0 changed" },
        { "UPDATE t SET c = '{\"a\":2, \"b\": 1}' WHERE a = 2", "t: c 0 lost, 1 changed '{\"b\": 1, \"a\":2}' → '{\"a\":2, \"b\": 1}'" },
        { "ALTER TABLE t DROP COLUMN b", "t: b gone 4 lost 'x', 0 changed" },
        { "INSERT INTO t VALUES (1, 'x', '{}')", "t: 1 rows new" },
        { "DELETE FROM t; INSERT INTO t SELECT a, 'x', '{\"b\": 1, \"a\":2}' FROM unnest(ARRAY[2, 1, 1, 1]) a", "" },
    };

    [Theory]
    [MemberData(nameof(KeylessChanges))]
    public async Task Without_a_key_a_row_is_known_by_what_it_says(string change, string said)
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (a int, b text, c json); INSERT INTO t SELECT a, 'x', '{\"b\": 1, \"a\":2}' FROM unnest(ARRAY[1, 1, 1, 2]) a");
        var before = await database.SnapshotAsync();

        await database.SetUpAsync(change);

        Said(RowDifference.Between(before, await database.SnapshotAsync(), new Masking())).ShouldBe(said);
    }

    [Fact]
    public async Task A_large_table_is_compared_without_its_texts()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (id int PRIMARY KEY, b text); INSERT INTO t SELECT n, repeat(n::text, 50) FROM generate_series(1, 20000) n");
        var before = await database.SnapshotAsync();

        await database.SetUpAsync("UPDATE t SET b = b || 'x' WHERE id % 2 = 0 AND id > 5000");

        Said(RowDifference.Between(before, await database.SnapshotAsync(), new Masking())).ShouldBe("t: b 0 lost, 7500 changed … → … where id = …");
    }

    [Fact]
    public async Task Partitions_are_their_table_s_and_names_may_be_hostile()
    {
        await using var database = await server.CreateDatabaseAsync("""
            CREATE TABLE "we""ird" ("select" int, "ü, '" text) PARTITION BY LIST ("select"); CREATE TABLE one PARTITION OF "we""ird" FOR VALUES IN (1); CREATE TABLE other PARTITION OF "we""ird" DEFAULT;
            CREATE TABLE above (x int PRIMARY KEY); CREATE TABLE below (y int) INHERITS (above)
            """);
        (await database.FillAsync()).ShouldBeFull();
        var before = await database.SnapshotAsync();
        before.Tables.Select(table => (table.Table.Name.Name, table.Rows.Count)).ShouldBe([("above", 7), ("below", 7), ("we\"ird", 21)]);

        await database.SetUpAsync("""CREATE TABLE third PARTITION OF "we""ird" FOR VALUES IN (2000); UPDATE "we""ird" SET "ü, '" = NULL WHERE "select" = 1""");

        var table = RowDifference.Between(before, await database.SnapshotAsync(), new Masking()).Tables.ShouldHaveSingleItem();
        table.Columns.ShouldHaveSingleItem().Column.ShouldBe("ü, '");
    }

    [Fact]
    public async Task Every_value_is_read_as_it_was_written_whatever_the_session_s_settings()
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (a float8, b timestamptz, c interval, d bytea, e numeric, f date, g money)");
        (await database.FillAsync(rows: 12)).ShouldAllBe(table => table.Added == 12);
        var before = await database.SnapshotAsync();

        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET DateStyle = 'SQL, DMY'");
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET extra_float_digits = -5");
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET IntervalStyle = 'iso_8601'");
        await database.ExecuteAsync($"ALTER DATABASE {database.Name} SET bytea_output = 'escape'");

        RowDifference.Between(before, await database.SnapshotAsync(), new Masking()).Tables.ShouldBeEmpty();
    }

    static string Said(RowDifference difference) => string.Join("\n", [.. difference.Tables.Select(Said), .. difference.NewTables.Select(table => $"new table {table.Name.Name}")]);

    static string Said(TableDifference table)
    {
        string[] rows =
        [
            .. table.RowsGone > 0 ? (string[])[$"{table.RowsGone} rows gone{(table.GoneRow is { } row ? $" ({row})" : "")}"] : [], .. table.RowsNew > 0 ? (string[])[$"{table.RowsNew} rows new"] : [],
        ];
        string[] parts = [.. rows.Length > 0 ? (string[])[string.Join(", ", rows)] : [], .. table.Columns.Select(Said), .. table.NewColumns.Select(column => $"new column {column}")];
        return $"{table.Table.Name.Name}{(table.IsGone ? " gone" : "")}: {string.Join("; ", parts)}";
    }

    static string Said(ColumnDifference column) =>
        $"{column.Column}{(column.IsGone ? " gone" : "")} {column.Lost} lost{(column.LostValue is { } lost ? $" {lost}" : "")}, {column.Changed} changed{(column.ChangedValue is var (was, now) ? $" {was} → {now}" : "")}{(column.Row is { } row ? $" where {row}" : "")}";

    // Where both have the same tables, two databases read beside each other say the same as two that are held whole, of other rows.
    static async Task BesideAsync(PostgresServer server, string script, string change)
    {
        await using var before = await server.CreateDatabaseAsync(script);
        await using var after = await server.CreateDatabaseAsync($"{script}; {change}");

        var whole = Said(RowDifference.Between(await before.SnapshotAsync(), await after.SnapshotAsync(), new Masking()));

        WithoutExamples(Said(await before.BesideAsync(after, touched: null))).ShouldBe(WithoutExamples(whole));
    }

    static string WithoutExamples(string said) => Examples().Replace(said, "");

    [GeneratedRegex(@" \([^)]*\)| (NULL|'[^']*')( → (NULL|'[^']*'))?| where [^;\n]*")]
    private static partial Regex Examples();

    static bool KeepsTables(string change) => !change.Contains("TABLE", StringComparison.Ordinal);

    [Fact]
    public async Task Read_beside_each_other_databases_differ_in_the_same()
    {
        foreach (var change in Changes.Select(one => one.Data.Item1).Where(KeepsTables))
        {
            await BesideAsync(server, Schema, change);
        }
        foreach (var change in KeylessChanges.Select(one => one.Data.Item1).Where(KeepsTables))
        {
            await BesideAsync(server, "CREATE TABLE t (a int, b text, c json); INSERT INTO t SELECT a, 'x', '{\"b\": 1, \"a\":2}' FROM unnest(ARRAY[1, 1, 1, 2]) a", change);
        }
    }

    [Fact]
    public Task Read_beside_each_other_databases_of_many_rows_differ_in_the_same() => BesideAsync(server, """
        CREATE TABLE p (id integer, at date, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE p_0 PARTITION OF p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01'); CREATE TABLE p_1 PARTITION OF p DEFAULT;
        INSERT INTO p SELECT n, date '2020-06-01' + n, CASE WHEN n % 3 > 0 THEN 'note ' || n END FROM generate_series(1, 3000) n;
        CREATE TABLE k (a integer, b text); INSERT INTO k SELECT n % 7, n % 11 FROM generate_series(1, 3000) n;
        CREATE TABLE nothing (); INSERT INTO nothing DEFAULT VALUES; CREATE TABLE same (id integer PRIMARY KEY); INSERT INTO same SELECT generate_series(1, 2000); CREATE SEQUENCE s; SELECT nextval('s'), nextval('s'); CREATE MATERIALIZED VIEW m AS SELECT 1 AS one;
        """, """
        DELETE FROM p WHERE id % 100 = 0; UPDATE p SET note = NULL WHERE id % 50 = 1; UPDATE p SET note = 'other' WHERE id % 70 = 2; INSERT INTO p VALUES (9999, '2020-02-02', 'new');
        DELETE FROM k WHERE a = 3; INSERT INTO k SELECT 8, 'new' FROM generate_series(1, 300); INSERT INTO nothing DEFAULT VALUES; ALTER SEQUENCE s RESTART; REFRESH MATERIALIZED VIEW m WITH NO DATA;
        """);

    [Fact]
    public async Task Only_what_was_touched_is_looked_at_and_a_partition_s_rows_with_the_whole()
    {
        const string Script = "CREATE TABLE p (id integer PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE p_0 PARTITION OF p DEFAULT; CREATE TABLE t (id integer PRIMARY KEY); INSERT INTO p VALUES (1); INSERT INTO t VALUES (1)";
        await using var before = await server.CreateDatabaseAsync(Script);
        await using var after = await server.CreateDatabaseAsync($"{Script}; DELETE FROM p; DELETE FROM t");

        (await before.BesideAsync(after, new QualifiedName("public", "p_0"))).Tables.ShouldHaveSingleItem().Table.Name.Name.ShouldBe("p");
        (await before.BesideAsync(after, new QualifiedName("public", "made_since"))).Tables.ShouldBeEmpty();
        (await before.BesideAsync(after, [])).Tables.ShouldBeEmpty();
        (await before.BesideAsync(after, new QualifiedName("called_otherwise", "t"))).Tables.Length.ShouldBe(2, "nobody knows what that was");
        (await before.BesideAsync(after, touched: null)).Tables.Length.ShouldBe(2);
    }
}
