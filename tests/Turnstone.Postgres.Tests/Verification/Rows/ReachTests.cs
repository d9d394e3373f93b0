namespace Turnstone.Postgres.Tests.Verification.Rows;

using Turnstone.Configuration;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Sessions;
using Turnstone.Verification;
using Turnstone.Verification.Rows;

/// <summary>Rows are put where a migration and its undo may touch them, and nowhere else.</summary>
[Trait("tier", "all")]
public sealed class ReachTests(PostgresServer server)
{
    const string Schema = """
        CREATE TABLE country (id int PRIMARY KEY);
        CREATE TABLE customer (id int PRIMARY KEY, country int NOT NULL REFERENCES country);
        CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customer ON DELETE CASCADE);
        CREATE TABLE line (id int PRIMARY KEY, orders int NOT NULL REFERENCES orders);
        CREATE TABLE alone (id int PRIMARY KEY, a int);
        CREATE INDEX alone_a ON alone (a);
        CREATE VIEW seen AS SELECT a FROM alone;
        CREATE TABLE parted (id int) PARTITION BY RANGE (id);
        CREATE TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (9);
        CREATE TABLE log (id int);
        CREATE TABLE logged (id int);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (1); RETURN NULL; END $$;
        CREATE TRIGGER note AFTER DELETE ON logged FOR EACH ROW EXECUTE FUNCTION note();
        """;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CREATE TABLE other (id int)", "")]
    [InlineData("ALTER TABLE alone ADD COLUMN b int", "alone")]
    [InlineData("DROP INDEX alone_a", "alone")]
    [InlineData("UPDATE public.seen SET a = 1", "alone")]
    [InlineData("ALTER TABLE part ADD CHECK (id > 0)", "part parted")]
    [InlineData("ALTER TABLE parted ADD COLUMN b int", "part parted")]
    [InlineData("ALTER TABLE line ADD COLUMN b int", "country customer line orders")]
    [InlineData("DELETE FROM customer", "country customer line orders")]
    [InlineData("ALTER TABLE country ADD COLUMN b int", "country customer")]
    [InlineData("CREATE TABLE more (id int REFERENCES alone)", "alone")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT note()'", "")]
    [InlineData("GRANT SELECT ON alone TO PUBLIC", "alone")]
    [InlineData("ALTER TABLE logged ADD COLUMN b int", "logged")]
    [InlineData("DELETE FROM logged", null)]
    [InlineData("DO $$ BEGIN DELETE FROM alone; END $$", null)]
    [InlineData("SELECT note()", null)]
    [InlineData("DROP SCHEMA public CASCADE", null)]
    [InlineData("WHATEVER", null)]
    public async Task It_is_seen_in_what_a_text_says(string text, string? tables)
    {
        await using var database = await server.CreateDatabaseAsync(Schema);
        await using var session = await Session.OpenAsync(Verified.Address(server, database.Name), new RunSettings(), _ => { }, TimeProvider.System, Stop);

        var reached = await new ReachedTables(RowReach.Of([text + ";"], server.Major)).ReadAsync(session, Stop);

        var names = reached is null ? null : string.Join(' ', await session.QueryAsync($"SELECT oid, relname::text FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p') AND oid >= 16384 ORDER BY relname", row => (Oid: row.GetFieldValue<uint>(0), Name: row.GetString(1)), Stop)
            is var all ? all.Where(one => reached.Contains(one.Oid)).Select(one => one.Name) : []);
        names.ShouldBe(tables);
    }

    [Fact]
    public async Task What_nobody_would_have_thought_of_has_rows_all_the_same()
    {
        using var project = new TestProject().Write("V1__t.sql", """
            CREATE TABLE first (id int PRIMARY KEY);
            CREATE TABLE hidden (id int PRIMARY KEY, b int);
            CREATE TABLE second (id int);
            CREATE FUNCTION count_up(int) RETURNS int LANGUAGE plpgsql VOLATILE AS $$ BEGIN UPDATE hidden SET b = 0; RETURN $1; END $$;
            CREATE OPERATOR !! (RIGHTARG = int, FUNCTION = count_up);
            """).Write("V2__change.sql", "ALTER TABLE first ADD COLUMN b int DEFAULT (!! 1);").Write("U2__change.sql", "ALTER TABLE first DROP COLUMN b;");

        var proof = (await Verified.OfAsync(server, project)).Undos[1];

        proof.Verdict.ShouldBe(UndoVerdict.LosesData, proof.Message);
        proof.Message.ShouldContain("public.hidden.b");
    }
}
