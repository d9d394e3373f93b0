namespace Turnstone.Postgres.Tests;

using Npgsql;

public sealed class PostgresServerTests(PostgresServer postgres)
{
    [Fact]
    public async Task Each_test_has_a_database_of_its_own_that_is_gone_afterwards()
    {
        string name;
        await using (var database = await postgres.CreateDatabaseAsync("CREATE TABLE t (id int); INSERT INTO t VALUES (1), (NULL)"))
        {
            name = database.Name;
            (await database.QueryAsync("SELECT id, current_database() FROM t ORDER BY id")).ShouldBe([["1", name], [null, name]]);
            (await database.ScalarAsync<long>("SELECT count(*) FROM t")).ShouldBe(2);
        }
        await using var other = await postgres.CreateDatabaseAsync();
        (await other.ScalarAsync<long>($"SELECT count(*) FROM pg_database WHERE datname = '{name}'")).ShouldBe(0);
        (await other.QueryAsync("SELECT 1 FROM pg_class WHERE relname = 't'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_is_dropped_although_somebody_is_connected()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();

        await database.DisposeAsync();

        await Should.ThrowAsync<NpgsqlException>(() => database.ExecuteAsync("SELECT 1"));
    }

    [Fact]
    public async Task A_statement_that_needs_to_be_alone_is_not_wrapped_in_a_transaction()
    {
        await using var database = await postgres.CreateDatabaseAsync("CREATE TABLE t (id int)");

        await database.ExecuteAsync("CREATE INDEX CONCURRENTLY t_id ON t (id)");

        (await database.ScalarAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_id'::regclass")).ShouldBeTrue();
    }
}
