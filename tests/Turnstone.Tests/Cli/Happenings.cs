namespace Turnstone.Tests.Cli;

using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Steps;
using Turnstone.Tests.Planning;

/// <summary>One of every event that there is.</summary>
static class Happenings
{
    static readonly PlannedMigration Migration = Sample.Make(Sample.Settings, Sample.Set(Sample.File("V7__orders_by_customer.sql",
        "ALTER TABLE app.orders ADD total numeric;\nCREATE INDEX CONCURRENTLY orders_customer ON app.orders (customer);\n")), Turnstone.Ledger.History.Empty).Value!.Migrations[0];

    static readonly SqlStep First = (SqlStep)Migration.Steps[0];
    static readonly SqlStep Second = (SqlStep)Migration.Steps[1];

    static readonly Blocker Reader = new(4711, "client backend", "psql", "bob", "10.0.0.8", "idle in transaction", TimeSpan.FromMinutes(5), "SELECT *\n  FROM app.orders");

    public static RunEvent[] All { get; } =
    [
        new RunEvent.Connecting(new("shop@db.internal:5432/shop", "nothing listens on that port", TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(60))),
        new RunEvent.WaitingForRun(new(4242, "turnstone ab12cd34 V6:2", "deploy", "10.0.0.7", new(2026, 1, 14, 9, 12, 0, TimeSpan.Zero), "active")
        {
            Query = "CREATE INDEX CONCURRENTLY parcels_route ON app.parcels (route)",
            Working = TimeSpan.FromMinutes(17.6),
            Progress = new("CREATE INDEX CONCURRENTLY", "building index: scanning table", 93_112, 204_800, "blocks", null),
        }),
        new RunEvent.Started(Guid.Parse("0198e1a2-5b1c-7cc3-9a64-3d3c1f0a7e55"), 1, 2),
        new RunEvent.MigrationStarted(Migration),
        new RunEvent.StepStarted(Migration, Second),
        new RunEvent.StepWaiting(Migration, First, new("app.orders", "AccessExclusiveLock", TimeSpan.FromSeconds(1.24), [Reader])),
        new RunEvent.StepRetried(Migration, First, 1, new("55P03", "canceling statement due to lock timeout", null, 0), TimeSpan.FromMilliseconds(173), [Reader]),
        new RunEvent.StepCancelled(Migration, First, "kept everybody else out of app.orders for 30 s (max_hold: 30 s)"),
        new RunEvent.StepProgress(Migration, First, 12_000_000, 48_000_000, TimeSpan.FromSeconds(4)),
        new RunEvent.StepWorking(Migration, Second, new("CREATE INDEX CONCURRENTLY", "building index: scanning table", 2_310, 5_120, "blocks", null), TimeSpan.FromSeconds(65)),
        new RunEvent.StepRecovered(Migration, Second, "index app.orders_customer is invalid: dropped"),
        new RunEvent.StatementFinished(Migration, First, new(1, 1, "ALTER TABLE", 1_340, 1_240, 0)),
        new RunEvent.Reconnected(TimeSpan.FromSeconds(3.4)),
        new RunEvent.ViewsReplaced(Migration, First, ["\"app\".\"totals\""]),
        new RunEvent.ServerSaid("WARNING", "there is no transaction in progress"),
        new RunEvent.LeftBehind(Migration, ["temporary table scratch"]),
        new RunEvent.StepFinished(Migration, First, new(1_340, 2_410, 0, 2) { Statements = [new(1, 1, "ALTER TABLE", 1_340, 1_240, 0)] }),
        new RunEvent.MigrationFinished(Migration, 61_480),
        new RunEvent.StopRequested("SIGTERM", TimeSpan.FromSeconds(20)),
    ];
}
