namespace Turnstone.Postgres.Tests.Linting;

using System.Globalization;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

/// <summary>What a change of a column's type is said to cost, held to on a real server: files of the table and of a plain index before and after, and whether the table was read.</summary>
public sealed class TypeChangeTests(PostgresServer server)
{
    const string Types = """
        CREATE TYPE mood AS ENUM ('happy', 'sad');
        CREATE DOMAIN plain_text AS text;
        CREATE DOMAIN checked_text AS text CHECK (value <> '');
        CREATE DOMAIN known_text AS text NOT NULL;
        CREATE DOMAIN short_text AS varchar(20);
        """;

    // Where no cast is done by itself, the one that is asked for is.
    const string Try = """
        CREATE FUNCTION change(old text, new text, zone text) RETURNS text LANGUAGE plpgsql AS $$
        DECLARE
            heap oid; plain oid; heap_then oid; plain_then oid;
        BEGIN
            PERFORM set_config('timezone', zone, true);
            EXECUTE format('CREATE TABLE changed (c %s)', old);
            BEGIN
                CREATE INDEX changed_c ON changed (c);
            EXCEPTION WHEN undefined_object THEN NULL;
            END;
            heap := pg_relation_filenode('changed');
            plain := pg_relation_filenode(to_regclass('changed_c'));
            BEGIN
                EXECUTE format('ALTER TABLE changed ALTER COLUMN c TYPE %s', new);
            EXCEPTION WHEN datatype_mismatch THEN
                BEGIN
                    EXECUTE format('ALTER TABLE changed ALTER COLUMN c TYPE %s USING c::%1$s', new);
                EXCEPTION WHEN cannot_coerce OR undefined_object OR datatype_mismatch OR undefined_function THEN
                    DROP TABLE changed;
                    RETURN NULL;
                END;
            WHEN undefined_object THEN
                DROP TABLE changed;
                RETURN NULL;
            END;
            heap_then := pg_relation_filenode('changed');
            plain_then := pg_relation_filenode(to_regclass('changed_c'));
            DROP TABLE changed;
            RETURN CASE WHEN heap <> heap_then THEN 'Rewrite' WHEN plain IS NULL THEN 'None or index' WHEN plain <> plain_then THEN 'Indexes' ELSE 'None' END;
        END $$
        """;

    static readonly string[] All =
    [
        "smallint", "int", "bigint", "oid", "regclass", "real", "double precision", "numeric", "numeric(10)", "numeric(10,2)", "numeric(12,2)", "numeric(12,4)", "text", "varchar", "varchar(10)", "varchar(20)",
        "char", "char(10)", "bpchar", "xml", "json", "jsonb", "uuid", "cidr", "inet", "bit(8)", "bit varying", "bit varying(8)", "bit varying(16)",
        "timestamp", "timestamp(3)", "timestamp(6)", "timestamptz", "timestamptz(0)", "timestamptz(6)", "time", "time(3)", "timetz", "timetz(3)", "date",
        "interval", "interval(3)", "interval year", "interval year to month", "interval day to second", "interval day to second(3)", "boolean", "bytea",
        "mood", "plain_text", "checked_text", "known_text", "short_text", "int[]", "bigint[]", "text[]", "varchar[]", "varchar(10)[]", "varchar(20)[]", "plain_text[]",
    ];

    public static TheoryData<string> Families =>
        ["int", "numeric", "varchar", "char", "bit", "timestamp", "time", "interval", "json", "cidr", "text", "mood", "text[]"];

    // Those of a family; each is changed to every type there is.
    static string[] Of(string family) => family switch
    {
        "int" => All[..7],
        "numeric" => All[7..12],
        "varchar" => All[12..16],
        "char" => All[16..20],
        "json" => All[20..23],
        "cidr" => All[23..25],
        "bit" => All[25..29],
        "timestamp" => All[29..35],
        "time" => All[35..40],
        "interval" => All[40..46],
        "text" => All[46..48],
        "mood" => All[48..53],
        _ => All[53..],
    };

    [Theory]
    [MemberData(nameof(Families))]
    public async Task What_a_change_is_said_to_cost_it_costs(string family)
    {
        await using var database = await server.CreateDatabaseAsync();
        foreach (var statement in Rehearsal.Parsed(Types, server.Major))
        {
            await database.ExecuteAsync(statement.Slice.Text);
        }
        await database.ExecuteAsync(Try);
        foreach (var zone in family == "timestamp" ? new[] { "UTC", "Europe/Vienna" } : ["UTC"])
        {
            foreach (var from in Of(family))
            {
                var asked = string.Join(", ", All.Select((to, at) => $"({at.ToString(CultureInfo.InvariantCulture)}, '{to}')"));
                var costs = (await database.QueryAsync($"SELECT coalesce(change('{from}', new, '{zone}'), 'refused') FROM (VALUES {asked}) AS asked (at, new) ORDER BY at")).Select(row => row[0]!).ToList();
                var differences = All.Zip(costs).Where(pair => pair.Second != "refused").Select(pair => (To: pair.First, Is: pair.Second, Said: Said(from, pair.First, zone))).Where(one => !Agree(one.Said, one.Is));
                differences.ShouldBeEmpty($"from {from}, {zone}");
            }
        }
    }

    static bool Agree(string said, string cost) => said == cost || cost == "None or index" && said is "None" or "Indexes" && cost == "None or index";

    string Said(string from, string to, string zone)
    {
        var known = new KnownSchema([]);
        foreach (var statement in Rehearsal.Parsed($"{Types}\nCREATE TABLE changed (c {from});", server.Major))
        {
            known.Follow(statement, made: null);
        }
        var work = Change(known, $"ALTER TABLE changed ALTER COLUMN c TYPE {to}").Work;
        return (work == TypeChangeWork.IndexesInUtc ? zone == "UTC" ? TypeChangeWork.Indexes : TypeChangeWork.Rewrite : work).ToString();
    }

    TypeChange Change(KnownSchema known, string text)
    {
        var statement = (AlterTable)Rehearsal.Parsed(text, server.Major).Single();
        return TypeChange.Of(statement.Actions.OfType<AlterColumnType>().Single(), known.Table(statement.Table.Name), known, statement.Slice.Text);
    }

    public static TheoryData<string, string, string> Dependents => new()
    {
        { "CREATE VIEW v AS SELECT c FROM t", "varchar(20)", "refused" },
        { "CREATE VIEW v AS SELECT x.* FROM t AS x", "varchar(20)", "refused" },
        { "CREATE VIEW v AS SELECT d FROM t", "varchar(20)", "free" },
        { "CREATE MATERIALIZED VIEW v AS SELECT c FROM t", "varchar(20)", "refused" },
        { "ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (c || '!') STORED", "varchar(20)", "refused" },
        { "CREATE TRIGGER r BEFORE UPDATE OF c ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()", "varchar(20)", "refused" },
        { "CREATE TRIGGER r BEFORE UPDATE ON t FOR EACH ROW WHEN (old.c <> new.c) EXECUTE FUNCTION suppress_redundant_updates_trigger()", "varchar(20)", "refused" },
        { "CREATE TRIGGER r BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()", "varchar(20)", "free" },
        { "CREATE POLICY p ON t USING (c = 'x')", "varchar(20)", "refused" },
        { "ALTER TABLE t ADD CONSTRAINT k CHECK (c <> '')", "varchar(20)", "scan" },
        { "ALTER TABLE t ADD CONSTRAINT k CHECK (c <> '') NOT VALID", "varchar(20)", "free" },
        { "ALTER TABLE t ADD CONSTRAINT k CHECK (d > 0)", "varchar(20)", "free" },
        { "CREATE INDEX i ON t (c)", "varchar(20)", "free" },
        { "CREATE UNIQUE INDEX i ON t (d) INCLUDE (c)", "varchar(20)", "free" },
        { "CREATE INDEX i ON t (lower(c))", "varchar(20)", "i" },
        { "CREATE INDEX i ON t (d) WHERE c <> ''", "varchar(20)", "i" },
        { "CREATE INDEX i ON t (c) WHERE d > 0", "varchar(20)", "i" },
        { "CREATE INDEX i ON t (d) WHERE d > 0", "varchar(20)", "free" },
        { "CREATE INDEX i ON t (c)", "varchar(20) COLLATE \"C\"", "i" },
        { "CREATE INDEX i ON t (c)", "varchar(10) COLLATE \"C\"", "i" },
        { "CREATE INDEX i ON t (d)", "varchar(10) COLLATE \"C\"", "free" },
        { "CREATE INDEX i ON t (c)", "varchar(20) USING c", "free" },
        { "CREATE INDEX i ON t (c)", "varchar(20) USING c::text::varchar(20)", "rewrite" },
        { "CREATE INDEX i ON t (c)", "text USING c::varchar(20)", "free" },
        { "CREATE INDEX i ON t (c)", "text USING c || ''", "rewrite" },
        { "ALTER TABLE t ALTER COLUMN c TYPE timestamp USING NULL", "timestamptz USING c AT TIME ZONE 'UTC'", "rewrite" },
    };

    [Theory]
    [MemberData(nameof(Dependents))]
    public async Task What_depends_on_the_column_is_known(string dependent, string type, string expected)
    {
        await using var database = await server.CreateDatabaseAsync();
        var known = new KnownSchema([]);
        string[] statements = ["CREATE TABLE t (c varchar(10), d int)", dependent];
        foreach (var text in statements)
        {
            await database.ExecuteAsync(text);
            known.Follow(Rehearsal.Parsed(text, server.Major).Single(), made: null);
        }
        var change = $"ALTER TABLE t ALTER COLUMN c TYPE {type}";

        Said(Change(known, change)).ShouldBe(expected);
        (await CostAsync(database, change)).ShouldBe(expected);
    }

    static string Said(TypeChange change) => change switch
    {
        { RefusedFor: not [] } => "refused",
        { Work: TypeChangeWork.Rewrite } => "rewrite",
        { Rebuilt: [var index] } => index,
        { Retested: not [] } => "scan",
        _ => "free",
    };

    static async Task<string> CostAsync(TestDatabase database, string change)
    {
        const string Files = "SELECT pg_relation_filenode('t')::text UNION ALL SELECT coalesce(pg_relation_filenode(to_regclass('i'))::text, '')";
        var before = (await database.QueryAsync(Files)).Select(row => row[0]).ToList();
        try
        {
            await using var connection = await database.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var changing = TestDatabase.Batch(connection, change);
            await changing.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var asking = TestDatabase.Batch(connection, "SELECT pg_stat_get_xact_numscans('t'::regclass)");
            var isRead = await asking.ExecuteScalarAsync(TestContext.Current.CancellationToken) is > 0L;
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            var after = (await database.QueryAsync(Files)).Select(row => row[0]).ToList();
            return before[0] != after[0] ? "rewrite" : before[1] != after[1] ? "i" : isRead ? "scan" : "free";
        }
        // Before 15 a generated column is a syntax error.
        catch (Npgsql.PostgresException refused) when (refused.SqlState is "0A000" or "2BP01" or "42601")
        {
            return "refused";
        }
    }
}
