namespace Turnstone.Postgres.Tests.RealWorld;

[Trait("tier", "all")]
public sealed class GraphileWorkerTests
{
    [Theory]
    [InlineData("graphile_worker")]
    [InlineData("\"Job queue\"")]
    public async Task The_migrations_of_graphile_worker_do_what_they_do_in_psql(string schema)
    {
        var files = Conversion.GraphileWorker(await Package.NpmAsync("graphile-worker", "0.17.3"));
        files.Count.ShouldBe(21);
        await using var comparison = await Comparison.StartAsync();

        await using var database = await comparison.AgreesAsync(files, ("graphile_worker_schema", schema));

        (await database.QueryAsync($"SELECT task_identifier, key, queue_name FROM {schema}.jobs ORDER BY run_at"))
            .ShouldBe([["send_mail", "a", "mail"], ["resize", null, null]]);
    }
}
