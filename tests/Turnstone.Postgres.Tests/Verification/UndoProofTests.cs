namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Postgres.Tests.Cli;
using Turnstone.Verification;

/// <summary>What is said of an undo that was tried: what it leaves, what it does not bring back, and that nothing is said that was not seen.</summary>
[Trait("tier", "all")]
public sealed class UndoProofTests(PostgresServer server) : IDisposable
{
    readonly TestProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public async Task What_comes_back_as_it_was_is_reversible()
    {
        project.Write("V1__t.sql", "CREATE TABLE t (a int, b int DEFAULT 1);").Write("U1__t.sql", "DROP TABLE t;")
            .Write("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON t (a);\nALTER TABLE t ADD COLUMN c text;").Write("U2__i.sql", "ALTER TABLE t DROP COLUMN c;\nDROP INDEX CONCURRENTLY i;")
            .Write("V3__j.sql", "CREATE INDEX j ON t (b);").Write("U3__j.sql", "DROP INDEX j;").Write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT a, c FROM t;");

        var seen = await VerifyAsync();

        seen.Undos.Select(one => (one.Version, one.Verdict)).ShouldBe([("1", UndoVerdict.LosesDataWrittenSince), ("2", UndoVerdict.LosesDataWrittenSince), ("3", UndoVerdict.Reversible)], seen.Undos[2].Message);
        seen.Undos[0].Message.ShouldBe("Its undo loses what was written since: public.t: 7 rows.");
        seen.Undos[1].Lost.ShouldHaveSingleItem().ShouldSatisfyAllConditions(lost => lost.Table.ShouldBe("public.t"), lost => lost.Column.ShouldBe("c"), lost => lost.Rows.ShouldBeInRange(4, 7));
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Proved);
        seen.Trace.Statements.Select(one => $"{one.Migration} {one.Verb}").ShouldBe(["V1 CREATE TABLE", "V2 CREATE INDEX", "V2 ALTER TABLE", "V3 CREATE INDEX", "R__v CREATE VIEW"]);
    }

    [Theory]
    [InlineData("CREATE INDEX i ON t (a); ALTER TABLE t ADD COLUMN c int;", "ALTER TABLE t DROP COLUMN c;", "index i of table public.t", "is still there")]
    [InlineData("ALTER TABLE t DROP COLUMN b;", "ALTER TABLE t ADD COLUMN b int DEFAULT 2;", "column b of table public.t", "is another (default)")]
    [InlineData("DROP INDEX j;", "SELECT 1;", "index j of table public.t", "is gone")]
    [InlineData("ALTER TABLE t RENAME TO u;", "DROP TABLE nowhere;", "table \"nowhere\" does not exist", "")]
    public async Task An_undo_that_leaves_another_schema_is_told_by_what_it_leaves(string apply, string undo, string what, string how)
    {
        project.Write("V1__t.sql", "CREATE TABLE t (a int, b int DEFAULT 1);\nCREATE INDEX j ON t (b);").Write("V2__change.sql", apply).Write("U2__change.sql", undo);

        var proof = (await VerifyAsync()).Undos[1];

        proof.Verdict.ShouldBe(UndoVerdict.Failed);
        proof.Message.ShouldContain(what);
        proof.Message.ShouldContain(how);
    }

    [Theory]
    [InlineData("UPDATE t SET b = 0;", "SELECT 1;", "public.t.b", "")]
    [InlineData("ALTER TABLE t DROP COLUMN b;", "ALTER TABLE t ADD COLUMN b int DEFAULT 1;", "public.t.b", "")]
    [InlineData("DELETE FROM t WHERE id > 0;", "SELECT 1;", "public.t: ", " row")]
    [InlineData("ALTER TABLE t ALTER b TYPE smallint USING 0;", "ALTER TABLE t ALTER b TYPE int;", "public.t.b", "")]
    public async Task F45_An_undo_that_loses_what_was_there_before_is_told_by_table_and_column(string apply, string undo, string what, string how)
    {
        project.Write("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, b int DEFAULT 1, note text);").Write("V2__change.sql", apply).Write("U2__change.sql", undo);

        var seen = await VerifyAsync();

        var proof = seen.Undos[1];
        proof.Verdict.ShouldBe(UndoVerdict.LosesData, proof.Message);
        proof.Message.ShouldContain(what);
        proof.Message.ShouldContain(how);
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public async Task What_is_said_to_be_lossy_may_lose()
    {
        project.Write("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, b int);").Write("V2__change.sql", "ALTER TABLE t DROP COLUMN b;")
            .Write("U2__change.sql", "-- turnstone: undo=lossy reason=\"nobody reads it\"\nALTER TABLE t ADD COLUMN b int;");

        var seen = await VerifyAsync();

        (seen.Undos[1].Verdict, seen.Undos[1].SaysSo).ShouldBe((UndoVerdict.LosesData, true));
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Proved);
    }

    [Theory]
    [InlineData("ALTER TABLE t RENAME COLUMN name TO title;", "ALTER TABLE t RENAME COLUMN title TO name;")]
    [InlineData("ALTER TABLE t RENAME COLUMN id TO number;", "ALTER TABLE t RENAME COLUMN number TO id;")]
    [InlineData("ALTER TABLE t RENAME TO u;", "ALTER TABLE u RENAME TO t;")]
    [InlineData("ALTER TABLE t ALTER name TYPE varchar;", "ALTER TABLE t ALTER name TYPE text;")]
    public async Task What_is_called_otherwise_and_back_loses_nothing(string apply, string undo)
    {
        project.Write("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, name text);").Write("V2__change.sql", apply).Write("U2__change.sql", undo);

        var proof = (await VerifyAsync()).Undos[1];

        proof.Verdict.ShouldBe(UndoVerdict.Reversible, proof.Message);
    }

    [Fact]
    public async Task What_goes_through_only_where_there_are_no_rows_is_refused()
    {
        project.Write("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY);").Write("V2__change.sql", "ALTER TABLE t ADD COLUMN b int NOT NULL;");

        var seen = await VerifyAsync();

        seen.Failures.ShouldHaveSingleItem().Message.ShouldContain("SQLSTATE 23502");
        seen.Failures[0].Help!.ShouldContain("Without rows it goes through");
    }

    [Theory]
    [InlineData("ALTER TABLE t ALTER a TYPE smallint;", "ALTER TABLE t ALTER a TYPE int;", "smallint out of range")]
    [InlineData("ALTER TABLE t ADD CHECK (a > 0);", "ALTER TABLE t DROP CONSTRAINT t_a_check;", "is violated by some row")]
    [InlineData("ALTER TABLE t ALTER b SET NOT NULL;", "ALTER TABLE t ALTER b DROP NOT NULL;", "contains null values")]
    [InlineData("INSERT INTO t SELECT n FROM generate_series(1, 200) AS n;", "DELETE FROM t WHERE id BETWEEN 1 AND 200;", "duplicate key")]
    public async Task What_depends_on_what_rows_hold_is_said_and_does_not_refute(string change, string undo, string why)
    {
        project.Write("V1__t.sql", "CREATE TABLE t (id int PRIMARY KEY, a int, b text);").Write("V2__change.sql", change).Write("U2__change.sql", undo);

        var seen = await VerifyAsync();

        seen.Failures.ShouldBeEmpty();
        seen.Undos[1].Verdict.ShouldBe(UndoVerdict.Reversible, seen.Undos[1].Message);
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Proved);
        seen.Reservations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Rule.ShouldBe("depends-on-rows"), one => one.Message.ShouldContain(why));
    }

    [Fact]
    public async Task Roles_that_a_history_makes_are_made_once_for_each_database_that_is_tried()
    {
        project.Write("V1__t.sql", "CREATE ROLE app_reader;\nCREATE TABLE t (a int);\nGRANT SELECT ON t TO app_reader;")
            .Write("V2__role.sql", "CREATE ROLE app_writer;").Write("U2__role.sql", "DROP ROLE app_writer;").Write("V3__u.sql", "CREATE TABLE u (a int);\nGRANT INSERT ON u TO app_writer;").Write("U3__u.sql", "DROP TABLE u;");

        var seen = await Verified.OfAsync(server, project, "1", "2");

        seen.Failures.ShouldBeEmpty();
        seen.Undos.Select(one => one.Verdict).ShouldBe([UndoVerdict.Irreversible, UndoVerdict.Reversible, UndoVerdict.LosesDataWrittenSince], string.Join('\n', seen.Undos.Select(one => one.Message)));
        seen.Paths.ShouldAllBe(path => path.IsSame, string.Join('\n', seen.Paths.SelectMany(path => path.Failures)));
        (await Verified.BehindAsync(server, project, "2")).Failures.ShouldBeEmpty();
        (await Verified.OfAsync(server, project, Stand.At(project.Files(), Turnstone.Migrations.MigrationVersion.Parse("2")), "1")).Paths.ShouldAllBe(path => path.IsSame);
    }

    [Fact]
    public async Task Nothing_is_said_of_rows_that_could_not_be_put_in()
    {
        project.Write("V1__t.sql", """
            CREATE TABLE t (id int PRIMARY KEY);
            CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not here'; END $$;
            CREATE TRIGGER never BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION never();
            """).Write("V2__change.sql", "ALTER TABLE t ADD COLUMN b int;").Write("U2__change.sql", "ALTER TABLE t DROP COLUMN b;");

        var seen = await VerifyAsync();

        seen.Undos[1].Verdict.ShouldBe(UndoVerdict.NotVerified);
        seen.Undos[1].Message.ShouldContain("No rows could be put into public.t");
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.NotVerified);
    }

    [Fact]
    public async Task What_has_no_undo_is_irreversible_and_refutes_only_where_one_is_asked_for()
    {
        project.Write("V1__t.sql", "CREATE TABLE t (a int);").Write("V2__u.sql", "CREATE TABLE u (a int);").Write("U2__u.sql", "-- nothing\n");

        var seen = await VerifyAsync();

        seen.Undos.ShouldAllBe(one => one.Verdict == UndoVerdict.Irreversible);
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Proved);
        seen.Verdict(requiresUndo: true).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public async Task What_needs_a_superuser_is_refused_as_a_managed_service_would()
    {
        project.Write("V1__t.sql", "CREATE TABLE t (a int);").Write("V2__copy.sql", "COPY t TO '/tmp/never-written';").Write("V3__u.sql", "CREATE TABLE u (a int);");

        var seen = await VerifyAsync();

        seen.Failures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Message.ShouldContain("SQLSTATE 42501"), one => one.Place.ShouldBe("migrations/V2__copy.sql:1:1"));
        seen.Undos.Select(one => one.Verdict).ShouldBe([UndoVerdict.Irreversible, UndoVerdict.NotVerified, UndoVerdict.NotVerified]);
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Refuted);
    }

    [Theory]
    [InlineData(UndoVerdict.LosesData, false, false, Verdict.Refuted)]
    [InlineData(UndoVerdict.LosesData, true, true, Verdict.Proved)]
    [InlineData(UndoVerdict.LosesDataWrittenSince, false, false, Verdict.Proved)]
    [InlineData(UndoVerdict.LosesDataWrittenSince, false, true, Verdict.Refuted)]
    [InlineData(UndoVerdict.Irreversible, false, true, Verdict.Refuted)]
    [InlineData(UndoVerdict.NotVerified, false, false, Verdict.NotVerified)]
    [InlineData(UndoVerdict.Failed, true, false, Verdict.Refuted)]
    public void One_verdict_comes_of_all(UndoVerdict undo, bool saysSo, bool requiresUndo, Verdict verdict) =>
        new Evidence([new("1", UndoVerdict.Reversible, ""), new("2", undo, "") { SaysSo = saysSo }], new([]), []).Verdict(requiresUndo).ShouldBe(verdict);

    Task<Evidence> VerifyAsync() => Verified.OfAsync(server, project);
}
