namespace Turnstone.Postgres.Tests.Ledger;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Sessions;
using Turnstone.Text;

public sealed class LedgerUpgradeTests(PostgresServer server)
{
    static readonly ImmutableArray<string> Scripts =
    [
        "CREATE TABLE ${schema}.ledger_version (version int NOT NULL, installed_by text NOT NULL); CREATE TABLE ${schema}.kept (id int);",
        "ALTER TABLE ${schema}.kept ADD added text DEFAULT 'by version 2';",
    ];

    [Fact]
    public async Task A_ledger_of_an_older_version_is_upgraded_and_keeps_its_rows()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var session = await OpenAsync(database);
        var stop = TestContext.Current.CancellationToken;
        await new LedgerSchema(session, new("turnstone"), Scripts[..1]).PrepareAsync(stop);
        await database.ExecuteAsync("INSERT INTO turnstone.kept VALUES (1)");

        await new LedgerSchema(session, new("turnstone"), Scripts).PrepareAsync(stop);

        (await database.ScalarAsync<string>("SELECT added FROM turnstone.kept WHERE id = 1")).ShouldBe("by version 2");
        (await new LedgerSchema(session, new("turnstone"), Scripts).VersionAsync(stop)).ShouldBe(2);
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_never_written()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var session = await OpenAsync(database);
        var stop = TestContext.Current.CancellationToken;
        await new LedgerSchema(session, new("turnstone"), Scripts).PrepareAsync(stop);

        var refused = await Should.ThrowAsync<FailureException>(() => new LedgerSchema(session, new("turnstone"), Scripts[..1]).PrepareAsync(stop));

        refused.Kind.ShouldBe(FailureKind.Refused);
        refused.Diagnostic.Rule.ShouldBe("ledger-newer");
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_ledger_as_it_was()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var session = await OpenAsync(database);
        var stop = TestContext.Current.CancellationToken;
        await new LedgerSchema(session, new("turnstone"), Scripts[..1]).PrepareAsync(stop);

        await Should.ThrowAsync<FailureException>(() => new LedgerSchema(session, new("turnstone"), [Scripts[0], Scripts[1] + "SELECT 1/0;"]).PrepareAsync(stop));

        (await new LedgerSchema(session, new("turnstone"), Scripts).VersionAsync(stop)).ShouldBe(1);
        (await database.ScalarAsync<long>("SELECT count(*) FROM information_schema.columns WHERE table_name = 'kept'")).ShouldBe(1);
    }

    static Task<Session> OpenAsync(TestDatabase database) => Session.OpenAsync(
        new DatabaseAddress
        {
            ConnectionString = new Secret(database.ConnectionString),
            Hosts = [new DatabaseHost("127.0.0.1", database.Uri.Port)],
            Database = database.Name,
            Username = "postgres",
            Source = "the test",
        },
        new RunSettings(), _ => { }, TimeProvider.System, TestContext.Current.CancellationToken);
}
