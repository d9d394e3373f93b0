namespace Turnstone.Postgres.Tests.Ledger;

using System.Text.RegularExpressions;
using Turnstone.Postgres.Tests.Cli;

public sealed partial class AuditTests(PostgresServer server)
{
    const string Last = "(SELECT max(id) FROM turnstone.entry)";
    const string Runs = "(SELECT array_agg(run_id ORDER BY started_at) FROM turnstone.run)";

    // Three runs of two migrations, a failure and one that was abandoned; then a superuser sets to work.
    async Task<(CliRun Plain, CliRun Anchored)> TamperAsync(string statement)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database);
        for (var version = 1; version <= 3; version++)
        {
            project.Write($"V{version}1__a.sql", $"CREATE TABLE a{version} ();").Write($"V{version}2__b.sql", $"CREATE TABLE b{version} ();");
            (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        }
        var head = Head().Match((await project.RunAsync("audit verify")).Output).Groups[1].Value;
        await database.ExecuteAsync("ALTER TABLE turnstone.entry DISABLE TRIGGER ALL");
        await database.ExecuteAsync("ALTER TABLE turnstone.content DISABLE TRIGGER ALL");
        await database.ExecuteAsync(statement);
        await database.ExecuteAsync("ALTER TABLE turnstone.entry ENABLE TRIGGER ALL");
        return (await project.RunAsync("audit verify"), await project.RunAsync($"audit verify --head {head}"));
    }

    [Theory]
    [InlineData("a changed payload", "UPDATE turnstone.entry SET payload = replace(payload, '\"a\"', '\"harmless\"') WHERE version = '21'", "was changed: its hash is not that of its payload")]
    [InlineData("a changed hash", $"UPDATE turnstone.entry SET hash = encode(sha256('x'), 'hex') WHERE version = '21'", "was changed")]
    [InlineData("a row and its hash changed", "UPDATE turnstone.entry SET payload = replace(payload, '\"a\"', '\"harmless\"'), hash = encode(sha256(convert_to(coalesce(previous, '') || replace(payload, '\"a\"', '\"harmless\"'), 'UTF8')), 'hex') WHERE version = '21'", "does not follow the row before it")]
    [InlineData("a removed middle row", "DELETE FROM turnstone.entry WHERE version = '21'", "rows between them were removed")]
    [InlineData("a run's last rows removed", $"DELETE FROM turnstone.entry WHERE run_id = ({Runs})[2] AND ordinal >= 3", "a run was removed or inserted")]
    [InlineData("a run's first row removed", $"DELETE FROM turnstone.entry WHERE run_id = ({Runs})[2] AND ordinal = 1", "rows between them were removed")]
    [InlineData("a run removed", $"DELETE FROM turnstone.entry WHERE run_id = ({Runs})[2]", "a run was removed or inserted")]
    [InlineData("the first run removed", $"DELETE FROM turnstone.entry WHERE run_id = ({Runs})[1]", "a run was removed or inserted")]
    [InlineData("a row moved to another run", $"UPDATE turnstone.entry SET run_id = gen_random_uuid() WHERE version = '21'", "stands where it was not written")]
    [InlineData("a row behind a closed run", $"""
        INSERT INTO turnstone.entry (run_id, ordinal, previous, hash, payload, project, kind, version, step, of, at)
        SELECT run_id, ordinal + 1, hash, encode(sha256(convert_to(hash || body, 'UTF8')), 'hex'), body, project, 'step_done', '99', 1, 1, at FROM
            (SELECT *, (payload::jsonb || jsonb_build_object('ordinal', ordinal + 1, 'kind', 'step_done', 'version', '99', 'step', 1, 'of', 1))::text AS body
            FROM turnstone.entry WHERE run_id = ({Runs})[1] ORDER BY ordinal DESC LIMIT 1) last
        """, "after its run")]
    [InlineData("a changed column", "UPDATE turnstone.entry SET checksum = 'v1:sha256:0' WHERE version = '21'", "something else in its columns than in its payload")]
    [InlineData("a changed text", "UPDATE turnstone.content SET text = 'CREATE TABLE harmless ();' WHERE text LIKE '%a2%'", "was changed: its digest is another")]
    [InlineData("a changed text with stars in it", "UPDATE turnstone.content SET text = 'CREATE TABLE harmless (); -- ******' WHERE text LIKE '%a2%'", "was changed")]
    [InlineData("a removed text", "DELETE FROM turnstone.content WHERE text LIKE '%a2%'", "is gone")]
    public async Task What_was_tampered_with_is_found(string what, string statement, string message)
    {
        var (plain, anchored) = await TamperAsync(statement);
        plain.ExitCode.ShouldBe(7, $"{what}: {plain.Everything}");
        plain.Error.ShouldContain(message);
        anchored.ExitCode.ShouldBe(7, what);
    }

    [Theory]
    [InlineData("the newest row cut off", $"DELETE FROM turnstone.entry WHERE id = {Last}")]
    [InlineData("the newest run cut off", $"DELETE FROM turnstone.entry WHERE run_id = ({Runs})[3]")]
    [InlineData("everything removed", "DELETE FROM turnstone.entry")]
    [InlineData("the newest row replaced", $"""
        UPDATE turnstone.entry SET payload = replace(payload, 'done', 'DONE'), hash = encode(sha256(convert_to(previous || replace(payload, 'done', 'DONE'), 'UTF8')), 'hex')
        WHERE id = {Last}
        """)]
    public async Task A_cut_tail_is_found_with_an_anchor_and_said_not_to_be_covered_without(string what, string statement)
    {
        var (plain, anchored) = await TamperAsync(statement);
        anchored.ExitCode.ShouldBe(7, what);
        anchored.Error.ShouldContain("is nowhere in the ledger: rows were cut off or the chain was replaced");
        plain.ExitCode.ShouldBe(0, plain.Everything);
        if (what != "everything removed")
        {
            plain.Output.ShouldContain("Tail and whole-chain replacement not covered");
        }
    }

    [Fact]
    public async Task A_ledger_of_failures_and_abandoned_runs_adds_up_and_its_old_heads_are_in_it()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__a.sql", "CREATE TABLE a ();");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        var head = Head().Match((await project.RunAsync("audit verify")).Output).Groups[1].Value;
        project.Write("V2__b.sql", "SELECT pg_sleep(60);");
        using (var process = project.Start("apply"))
        {
            await database.AreAtAsync("V2:1");
            await process.KillHardAsync();
        }
        await database.TerminateAsync("V2:1");
        project.Write("V2__b.sql", "SELECT 1/0;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(5);
        project.Write("V2__b.sql", "CREATE TABLE b (); -- PASSWORD 'secret'");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await database.QueryAsync("SELECT status FROM turnstone.run ORDER BY started_at")).ShouldBe([["done"], ["abandoned"], ["failed"], ["done"]]);
        var verified = await project.RunAsync($"audit verify --head {head}");
        verified.ExitCode.ShouldBe(0, verified.Everything);
        verified.Output.ShouldNotContain("not covered");
        (await project.RunAsync("audit show")).Output.ShouldContain("abandoned, 0 applied");
    }

    [GeneratedRegex("head ([0-9a-f]{64})")]
    private static partial Regex Head();
}
