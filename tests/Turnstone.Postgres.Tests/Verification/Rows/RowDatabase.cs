namespace Turnstone.Postgres.Tests.Verification.Rows;

using Turnstone.Catalog;
using Turnstone.Configuration;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;
using Turnstone.Verification.Rows;

/// <summary>Fills a test's database, and looks at what is in it.</summary>
static class RowDatabase
{
    /// <summary>How many rows each table is asked to get.</summary>
    public const int Rows = 7;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<List<FilledTable>> FillAsync(this TestDatabase database, int seed = 1, int rows = Rows, SchemaScope? scope = null)
    {
        await using var session = await OpenAsync(database);
        return await new RowGenerator(session, Scope(session, scope)).FillAsync(rows, seed, only: null, Stop);
    }

    public static async Task<RowSnapshot> SnapshotAsync(this TestDatabase database, SchemaScope? scope = null)
    {
        await using var session = await OpenAsync(database);
        return await new RowSnapshot.Reader(session, Scope(session, scope)).ReadAsync(Stop);
    }

    /// <summary>What became of the rows of one database in another.</summary>
    public static async Task<RowDifference> BesideAsync(this TestDatabase before, TestDatabase after, params QualifiedName[]? touched)
    {
        await using var one = await OpenAsync(before);
        await using var other = await OpenAsync(after);
        return await new ComparedDatabases(one, other, Scope(one, null), new Masking()).CompareAsync(touched is null ? null : new HashSet<QualifiedName>(touched), Stop);
    }

    /// <summary>What a test's database says when a table has fewer rows than it was asked to get.</summary>
    public static string Said(IEnumerable<FilledTable> tables) => string.Join('\n', tables.Select(table => $"{table.Table}: {table.Added} of {Rows}, {table.Present} present: {table.Refusal}"));

    /// <summary>Every table got every row.</summary>
    public static void ShouldBeFull(this List<FilledTable> tables) => tables.ShouldAllBe(table => table.Added == Rows && table.Refusal == null, Said(tables));

    static CatalogScope Scope(Session session, SchemaScope? scope) => new(scope ?? new(), "turnstone", session.Server.Version);

    static Task<Session> OpenAsync(TestDatabase database) => Session.OpenAsync(
        new DatabaseAddress
        {
            ConnectionString = new Secret(database.ConnectionString), Hosts = [new DatabaseHost("127.0.0.1", database.Uri.Port)], Database = database.Name, Username = "postgres", Source = "the test",
        },
        new RunSettings(), _ => { }, TimeProvider.System, Stop);
}
