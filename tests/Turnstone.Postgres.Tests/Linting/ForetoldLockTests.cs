namespace Turnstone.Postgres.Tests.Linting;

using Turnstone.Linting;
using Turnstone.Linting.Knowledge;

/// <summary>Which tables a statement locks that it does not name: partitions, their parents and the default one, and what foreign keys lead to.</summary>
[Trait("tier", "all")]
public sealed class ForetoldLockTests(PostgresServer server)
{
    const string Before = """
        CREATE TABLE customer (id bigint PRIMARY KEY, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customer (id));
        CREATE TABLE item (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));
        CREATE INDEX orders_customer_id_idx ON orders (customer_id);
        CREATE TABLE reading (sensor bigint NOT NULL, at timestamptz NOT NULL, CONSTRAINT reading_positive CHECK (sensor >= 0)) PARTITION BY RANGE (at);
        CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (sensor);
        CREATE TABLE reading_2026_1 PARTITION OF reading_2026 FOR VALUES IN (1);
        CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
        CREATE INDEX reading_sensor_idx ON reading (sensor);
        CREATE TABLE reading_2027 (sensor bigint NOT NULL, at timestamptz NOT NULL, CONSTRAINT reading_positive CHECK (sensor >= 0));
        CREATE TABLE event (at timestamptz NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """;

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_customer")]
    [InlineData("ALTER TABLE orders DROP COLUMN customer_id")]
    [InlineData("ALTER TABLE item ADD COLUMN customer_id bigint REFERENCES customer (id)")]
    [InlineData("DROP TABLE item")]
    [InlineData("DROP TABLE customer CASCADE")]
    [InlineData("DROP TABLE reading")]
    [InlineData("DROP TABLE reading_2026_1")]
    [InlineData("DROP TABLE event_2026")]
    [InlineData("DROP TABLE reading_rest")]
    [InlineData("TRUNCATE customer CASCADE")]
    [InlineData("TRUNCATE reading")]
    [InlineData("CREATE TABLE reading_2028 PARTITION OF reading FOR VALUES FROM ('2028-01-01') TO ('2029-01-01')")]
    [InlineData("CREATE TABLE event_2028 PARTITION OF event FOR VALUES FROM ('2028-01-01') TO ('2029-01-01')")]
    [InlineData("ALTER TABLE reading ATTACH PARTITION reading_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')")]
    [InlineData("ALTER TABLE reading DETACH PARTITION reading_2026")]
    [InlineData("ALTER TABLE event DETACH PARTITION event_2026")]
    [InlineData("ALTER TABLE reading ADD COLUMN amount numeric")]
    [InlineData("ALTER TABLE event ALTER COLUMN at SET DEFAULT now()")]
    [InlineData("ALTER TABLE reading ADD CONSTRAINT positive CHECK (sensor > 0)")]
    [InlineData("ALTER TABLE reading OWNER TO CURRENT_USER")]
    [InlineData("ALTER TABLE reading DETACH PARTITION reading_rest")]
    [InlineData("DROP TABLE orders CASCADE")]
    [InlineData("ALTER TABLE orders RENAME TO purchase")]
    [InlineData("ALTER TABLE reading RENAME COLUMN sensor TO device")]
    [InlineData("ALTER TABLE reading ENABLE ROW LEVEL SECURITY")]
    [InlineData("CREATE INDEX ON reading (at)")]
    [InlineData("CREATE INDEX ON ONLY reading (at)")]
    [InlineData("DROP INDEX reading_sensor_idx")]
    [InlineData("DROP INDEX orders_customer_id_idx")]
    [InlineData("REINDEX INDEX orders_customer_id_idx")]
    [InlineData("REINDEX TABLE orders")]
    [InlineData("CLUSTER orders USING orders_customer_id_idx")]
    public async Task A_lock_that_is_taken_is_foretold(string text)
    {
        var known = new KnownSchema([]);
        foreach (var statement in Rehearsal.Parsed(Before, server.Major))
        {
            known.Follow(statement, made: null);
        }

        var seen = (await Rehearsal.OfAsync(server, Before, text)).ShouldHaveSingleItem();

        seen.Error.ShouldBeNull();
        var foretold = StatementLocks.Of(Rehearsal.Parsed(text, server.Major).Single(), known).Where(one => known.Table(one.Table) is not null).Select(one => $"{one.Table.Name.Name} {one.Mode}");
        seen.Tables.Where(table => table.Mode >= LockMode.RowExclusive).Select(table => $"{table.Name} {table.Mode}").Order(StringComparer.Ordinal).ShouldBe(foretold.Order(StringComparer.Ordinal));
    }
}
