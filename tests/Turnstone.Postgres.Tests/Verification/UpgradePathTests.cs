namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Verification;

/// <summary>Databases that stand elsewhere end alike, or it is said in what not.</summary>
[Trait("tier", "all")]
public sealed class UpgradePathTests(PostgresServer server) : IDisposable
{
    const string Again = "the same database, its repeatables run again";

    readonly TestProject project = new TestProject().Write("V1__t.sql", "CREATE TABLE t (a int, b int);").Write("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (a);")
        .Write("V3__u.sql", "CREATE TABLE u (a int CONSTRAINT positive CHECK (a > 0));").Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT t.a FROM t JOIN u USING (a);");

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task Every_version_is_taken_to_the_end_in_one_run()
    {
        var seen = await Verified.OfAsync(server, project, "1", "2", "3");

        seen.Paths.Select(path => (path.From, path.IsSame)).ShouldBe([("V1", true), ("V2", true), ("V3", true), (Again, true)]);
    }

    [Fact]
    public async Task What_depends_on_where_it_began_is_found()
    {
        // In a new database the repeatable's view is not there yet when V4 looks.
        project.Write("V4__if.sql", "DO $$ BEGIN IF to_regclass('v') IS NOT NULL THEN CREATE TABLE only_there (a int); END IF; END $$;");

        var seen = await Verified.OfAsync(server, project, "2", "3");

        seen.Paths.Select(path => (path.From, path.IsSame)).ShouldBe([("V2", true), ("V3", false), (Again, true)]);
        seen.Paths[1].Differences.ShouldHaveSingleItem().Id.ToString().ShouldBe("table public.only_there");
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public async Task From_where_the_history_is_replayed_to_a_copy_of_it_goes_on_and_finds_its_roles()
    {
        var role = $"keeper_{Guid.NewGuid():N}";
        // Its name tells in which database the history ran.
        project.Write("V1__t.sql", $"CREATE TABLE t (a int, b int);\nCREATE ROLE {role};\nDO $$ BEGIN EXECUTE format('CREATE TABLE begun_in_%s ()', current_database()); END $$;")
            .Write("V4__grant.sql", $"GRANT SELECT ON t TO {role};\nCREATE ROLE {role}_too;\nGRANT SELECT ON u TO {role}_too;");

        var seen = await Verified.OfAsync(server, project, project.At("3"), "3", "2");

        seen.Failures.ShouldBeEmpty();
        seen.Paths.Select(path => (path.From, path.IsSame)).ShouldBe([("V3", true), ("V2", false), (Again, true)]);
        seen.Paths[1].Failures.ShouldBeEmpty();
        seen.Paths[1].Differences.Select(one => $"{one.Id}").ShouldBe(["table public.begun_in_line", "table public.begun_in_path"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_comes_behind_a_refused_one_is_not_verified_behind_a_baseline_too()
    {
        project.Write("B3__all.sql", "CREATE TABLE t (a int, b int);\nCREATE INDEX i ON t (a);\nCREATE TABLE u (a int CONSTRAINT positive CHECK (a > 0));")
            .Write("V4__no.sql", "ALTER TABLE nowhere ADD COLUMN a int;").Write("V5__w.sql", "CREATE TABLE w (a int);");

        var seen = await Verified.OfAsync(server, project);

        seen.Undos.Select(one => (one.Version, one.Verdict)).ShouldBe([("3", UndoVerdict.Irreversible), ("4", UndoVerdict.NotVerified), ("5", UndoVerdict.NotVerified)]);
        seen.Paths.ShouldBeEmpty("nothing got to the end");
    }

    [Fact]
    public async Task A_repeatable_that_runs_once_only_is_found()
    {
        project.Write("R__v.sql", "CREATE VIEW v AS SELECT a FROM t;");

        var seen = await Verified.OfAsync(server, project);

        var path = seen.Paths.ShouldHaveSingleItem();
        (path.From, path.IsSame).ShouldBe((Again, false));
        path.Failures.ShouldHaveSingleItem().Message.ShouldContain("already exists");
    }

    [Fact]
    public async Task A_late_file_ends_like_the_order_of_versions_or_it_is_said_in_what_not()
    {
        var first = await LateAsync("CREATE TABLE late (a int);");
        first.Paths.Select(path => (path.From, path.IsSame)).ShouldBe([("a new database, in the order of versions", true), (Again, true)]);

        var second = await LateAsync("ALTER TABLE t ADD COLUMN IF NOT EXISTS c bigint;");
        second.Paths[0].Differences.ShouldHaveSingleItem().Id.ToString().ShouldBe("column c of table public.t");
        second.Verdict(requiresUndo: false).ShouldBe(Verdict.Refuted);
    }

    // V2.5 came when V3 and V4 were applied already.
    async Task<Evidence> LateAsync(string late)
    {
        project.Write("V4__c.sql", "ALTER TABLE t ADD COLUMN IF NOT EXISTS c int;").Write("V2.5__late.sql", late);
        return await Verified.OfAsync(server, project, Stand.Of("staging", project.Files(), file => file.Name.Version?.Text != "2.5"));
    }

    [Theory]
    [InlineData("positive", true)]
    [InlineData("u_a_check", false)]
    public async Task A_baseline_with_what_comes_behind_it_is_the_whole_history(string constraint, bool isSame)
    {
        project.Write("B2__all.sql", "CREATE TABLE t (a int, b int);\nCREATE INDEX i ON t (a);").Write("B3__all.sql", $"CREATE TABLE t (a int, b int);\nCREATE INDEX i ON t (a);\nCREATE TABLE u (a int CONSTRAINT {constraint} CHECK (a > 0));");

        var seen = await Verified.OfAsync(server, project);

        var path = seen.Paths.Single(one => one.From != Again);
        (path.From, path.IsSame).ShouldBe(("a new database, from B3__all.sql", isSame));
        if (!isSame)
        {
            path.Differences.Select(one => $"{one.Kind} {one.Id}").ShouldBe(["Removed constraint positive of table public.u", "Added constraint u_a_check of table public.u"], ignoreOrder: true);
        }
    }
}
