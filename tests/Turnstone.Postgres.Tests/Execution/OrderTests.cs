namespace Turnstone.Postgres.Tests.Execution;

using Turnstone.Configuration;
using Turnstone.Execution;
using Turnstone.Planning;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.RealWorld;
using Turnstone.Text;

/// <summary>In which order files run, and what may be taken back while others stand.</summary>
public sealed class OrderTests(PostgresServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static Task<IReadOnlyList<string?[]>> OrderAsync(TestDatabase database) => database.QueryAsync("SELECT version FROM turnstone.migration WHERE version IS NOT NULL ORDER BY id");

    [Fact]
    public async Task A_file_runs_behind_what_it_comes_after()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__one.sql", "-- turnstone: after=3\nALTER TABLE three ADD one int;").Write("V2__two.sql", "CREATE TABLE two ();").Write("V3__three.sql", "CREATE TABLE three ();");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(0, run.Everything);
        (await OrderAsync(database)).ShouldBe([["2"], ["3"], ["1"]]);
        (await project.RunAsync("status")).Output.ShouldNotContain("out of order");
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
    }

    [Fact]
    public async Task A_version_that_nobody_knows_is_refused_with_its_place_and_nothing_is_changed()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("V1__one.sql", "CREATE TABLE one ();").Write("V2__two.sql", "-- why\n-- turnstone: author=ann after=9\nCREATE TABLE two ();");

        var run = await project.RunAsync("apply");

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain("error[after-unknown]: V2 comes after V9, and there is no such version.\n  --> migrations/V2__two.sql:2:26");
        (await database.HasAsync("one")).ShouldBeFalse();
    }

    [Fact]
    public async Task F31_A_late_file_is_refused_unless_it_is_allowed()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database).Write("turnstone.yaml", "out_of_order: refuse\n").Write("V1__one.sql", "CREATE TABLE one ();").Write("V3__three.sql", "CREATE TABLE three ();");
        await project.RunAsync("apply");
        project.Write("V2__two.sql", "CREATE TABLE two ();");

        var refused = await project.RunAsync("apply");
        refused.ExitCode.ShouldBe(2, refused.Everything);
        refused.Error.ShouldContain("V2 comes before versions that are applied already.");
        (await database.HasAsync("two")).ShouldBeFalse();

        project.Write("turnstone.yaml", "out_of_order: allow\n");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        (await OrderAsync(database)).ShouldBe([["1"], ["3"], ["2"]]);
    }

    [Fact]
    public async Task What_others_come_after_is_not_taken_back_alone()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = new TestProject(database)
            .Write("V1__one.sql", "-- turnstone: after=3\nALTER TABLE three ADD one int;").Write("U1__one.sql", "ALTER TABLE three DROP one;")
            .Write("V2__two.sql", "CREATE TABLE two ();").Write("U2__two.sql", "DROP TABLE two;")
            .Write("V3__three.sql", "CREATE TABLE three ();").Write("U3__three.sql", "DROP TABLE three;");
        await project.RunAsync("apply");

        var refused = await project.RunAsync("undo --to 2 --yes");
        refused.ExitCode.ShouldBe(2, refused.Everything);
        refused.Error.ShouldContain("error[undo-needed]: V3 cannot go while V1 stands, which comes after it.\n  --> migrations/V1__one.sql:1:15");
        refused.Error.ShouldContain("turnstone undo --steps 2");
        (await database.HasAsync("three")).ShouldBeTrue();

        project.Delete("V1__one.sql").Delete("V2__two.sql").Delete("V3__three.sql").Delete("U1__one.sql").Delete("U2__two.sql").Delete("U3__three.sql");
        (await project.RunAsync("undo --to 2 --yes")).ExitCode.ShouldBe(2, "an older image has the ledger's text");

        var both = await project.RunAsync("undo --steps 2 --yes");
        both.ExitCode.ShouldBe(0, both.Everything);
        (await database.HasAsync("three")).ShouldBeFalse();
        (await database.HasAsync("two")).ShouldBeTrue();
    }

    [Fact]
    [Trait("tier", "all")]
    public async Task F31_A_database_built_in_anothers_recorded_order_is_the_same()
    {
        await using var comparison = await Comparison.StartAsync();
        await using var first = await comparison.CreateDatabaseAsync();
        using var project = new TestProject(first).Write("turnstone.yaml", "out_of_order: allow\n")
            .Write("V1__t.sql", "CREATE TABLE t (id int);").Write("V3__theirs.sql", "ALTER TABLE t ADD theirs int;").Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM t;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        project.Write("V2__ours.sql", "ALTER TABLE t ADD ours int;");
        (await project.RunAsync("apply")).ExitCode.ShouldBe(0);
        var recorded = await (await PipelineAsync(project, first)).HistoryAsync(Stop);

        await using var second = await comparison.CreateDatabaseAsync();
        var built = await (await PipelineAsync(project, second)).ApplyAsync(new(ApplyScope.Everything with { InOrder = recorded.Order }, null), Stopping.Never);
        built.Diagnostics.ShouldBeEmpty();
        (await OrderAsync(second)).ShouldBe(await OrderAsync(first));
        (await OrderAsync(first)).ShouldBe([["1"], ["3"], ["2"]]);
        (await Psql.DumpAsync(second.Uri)).ShouldBe(await Psql.DumpAsync(first.Uri));

        await using var third = await comparison.CreateDatabaseAsync();
        await (await PipelineAsync(project, third)).ApplyAsync(ApplyRequest.Everything, Stopping.Never);
        (await Psql.DumpAsync(third.Uri)).ShouldNotBe(await Psql.DumpAsync(first.Uri), "in the order of versions it is another one");
    }

    static async Task<Pipeline> PipelineAsync(TestProject project, TestDatabase database)
    {
        var variables = new Dictionary<string, string> { ["DATABASE_URL"] = database.Uri.OriginalString };
        var settings = new SettingsReader(variables).Read(project.Folder, new Dictionary<string, string>()).Value!;
        var address = (await new AddressReader(variables).ResolveAsync(settings, null, null, changesTarget: true, Stop)).Value!;
        return new(settings, address, [], new(variables, new Masking(), TimeProvider.System, _ => { }));
    }
}
