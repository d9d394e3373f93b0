namespace Turnstone.Postgres.Tests.Plans;

using Npgsql;
using Turnstone.Plans.Recoveries;
using Turnstone.Postgres.Tests.Sessions;

public sealed class ServerObjectTests(PostgresServer server)
{
    [Fact]
    public async Task A_database_that_was_made_is_told_from_one_that_was_there()
    {
        await using var database = await server.CreateDatabaseAsync();
        var name = $"made \"by\" {database.Name}"[..40];
        var quoted = new Turnstone.Sql.Identifier(name);
        var create = new Questions(database, $"CREATE DATABASE {quoted} TEMPLATE template0");
        var drop = new Questions(database, $"DROP DATABASE {quoted}");
        (await drop.IsDoneAsync(await drop.EvidenceAsync())).ShouldBeFalse("there was none");
        var before = await create.EvidenceAsync();
        (await create.IsDoneAsync(before)).ShouldBeFalse();
        await create.RunAsync();
        (await create.IsDoneAsync(before)).ShouldBeTrue();
        (await create.IsDoneAsync(await create.EvidenceAsync())).ShouldBeFalse("it was there before");

        before = await drop.EvidenceAsync();
        (await drop.IsDoneAsync(before)).ShouldBeFalse();
        await database.ExecuteAsync($"UPDATE pg_database SET datconnlimit = -2 WHERE datname = {Turnstone.Text.Literal.Of(name)}");
        (await drop.IsDoneAsync(before)).ShouldBeFalse("it can still only be dropped");
        (await create.IsDoneAsync("")).ShouldBeFalse();
        await drop.RunAsync();
        (await drop.IsDoneAsync(before)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_tablespace_is_found_by_its_name()
    {
        await using var database = await server.CreateDatabaseAsync();
        (await new Questions(database, "CREATE TABLESPACE pg_default LOCATION '/x'").IsDoneAsync("1")).ShouldBeTrue();
        (await new Questions(database, "CREATE TABLESPACE no_such LOCATION '/x'").IsDoneAsync("")).ShouldBeFalse();
        (await new Questions(database, "DROP TABLESPACE pg_default").IsDoneAsync()).ShouldBeFalse();
        (await new Questions(database, "DROP TABLESPACE no_such").IsDoneAsync("17")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_subscription_and_its_publications_are_looked_up_in_this_database()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var elsewhere = await server.CreateDatabaseAsync();
        var create = new Questions(database, "CREATE SUBSCRIPTION \"We\"\"ird\" CONNECTION 'dbname=x' PUBLICATION a, \"B\" WITH (connect = false, slot_name = none)");
        var before = await create.EvidenceAsync();
        (await create.IsDoneAsync(before)).ShouldBeFalse();
        await create.RunAsync();
        (await create.IsDoneAsync(before)).ShouldBeTrue();
        (await new Questions(elsewhere, "CREATE SUBSCRIPTION \"We\"\"ird\" CONNECTION '' PUBLICATION a").IsDoneAsync(before)).ShouldBeFalse();

        (await IsAsync("ADD PUBLICATION a, \"B\"")).ShouldBeTrue();
        (await IsAsync("ADD PUBLICATION a, b")).ShouldBeFalse();
        (await IsAsync("DROP PUBLICATION b, c")).ShouldBeTrue();
        (await IsAsync("DROP PUBLICATION b, a")).ShouldBeFalse();
        (await new Questions(elsewhere, "ALTER SUBSCRIPTION \"We\"\"ird\" DROP PUBLICATION b").IsDoneAsync()).ShouldBeFalse();

        var drop = new Questions(database, "DROP SUBSCRIPTION IF EXISTS \"We\"\"ird\"");
        before = await drop.EvidenceAsync();
        (await drop.IsDoneAsync(before)).ShouldBeFalse();
        await drop.RunAsync();
        (await drop.IsDoneAsync(before)).ShouldBeTrue();

        Task<bool> IsAsync(string change) => new Questions(database, $"ALTER SUBSCRIPTION \"We\"\"ird\" {change}").IsDoneAsync();
    }

    [Theory]
    [InlineData("VACUUM")]
    [InlineData("VACUUM FULL t")]
    [InlineData("CLUSTER")]
    [InlineData("REINDEX SCHEMA public")]
    [InlineData("ALTER SYSTEM RESET work_mem")]
    public async Task What_does_no_harm_runs_twice(string statement)
    {
        await using var database = await server.CreateDatabaseAsync("CREATE TABLE t (id int PRIMARY KEY)");
        var questions = new Questions(database, statement);
        questions.Recovery.ShouldBeOfType<Repetition>();
        await questions.RunAsync();
        await questions.RunAsync();
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task A_prepared_transaction_that_ended_is_no_longer_there()
    {
        await using var special = new SpecialServer(server);
        await special.StartAsync(standby: false, "max_prepared_transactions=2");
        await Condition.HoldsAsync(special.TakesConnectionsAsync, TestContext.Current.CancellationToken);
        await using var preparing = await OpenAsync();
        var commit = new Questions(OpenAsync, "COMMIT PREPARED 'it''s $1'");
        var rollback = new Questions(OpenAsync, "ROLLBACK PREPARED $$it's $1$$");
        (await commit.IsDoneAsync(await commit.EvidenceAsync())).ShouldBeFalse("there was none");
        foreach (var ending in (Questions[])[commit, rollback])
        {
            await PrepareAsync();
            var before = await ending.EvidenceAsync();
            (await ending.IsDoneAsync(before)).ShouldBeFalse();
            await ending.RunAsync();
            (await ending.IsDoneAsync(before)).ShouldBeTrue();
            await PrepareAsync();
            (await ending.IsDoneAsync(before)).ShouldBeTrue("it is another one of the name");
            await rollback.RunAsync();
        }

        async Task<NpgsqlConnection> OpenAsync()
        {
            var connection = new NpgsqlConnection(await special.ConnectionStringAsync());
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return connection;
        }

        async Task PrepareAsync()
        {
            foreach (var statement in (string[])["BEGIN", "SELECT pg_current_xact_id()", "PREPARE TRANSACTION 'it''s $1'"])
            {
                await using var batch = new NpgsqlBatch(preparing) { BatchCommands = { new NpgsqlBatchCommand(statement) } };
                await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }
    }
}
