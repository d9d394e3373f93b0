namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Configuration;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Verification;

/// <summary>An undo that has no room for what was written since is one thing; one that fails on what was there before is another.</summary>
[Trait("tier", "all")]
public sealed class WrittenSinceTests(PostgresServer server)
{
    const UndoVerdict Since = UndoVerdict.LosesDataWrittenSince;

    [Fact]
    public async Task What_is_refused_only_because_of_rows_written_since_is_told_so()
    {
        using var history = new History("""
            CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL DEFAULT 'a', n int CHECK (n BETWEEN 1 AND 5), s varchar(5));
            """);
        const string Refused = "Its undo works on the rows that were there before, and is refused once others were written: ";
        history.With("ALTER TABLE t ALTER a DROP NOT NULL;", "ALTER TABLE t ALTER a SET NOT NULL;", Since, Refused)
            .With("ALTER TABLE t DROP CONSTRAINT t_n_check, ADD CHECK (n BETWEEN 1 AND 9);", "ALTER TABLE t DROP CONSTRAINT t_n_check, ADD CHECK (n BETWEEN 1 AND 5);", Since, Refused)
            .With("ALTER TABLE t ALTER id TYPE bigint;", "ALTER TABLE t ALTER id TYPE int;", Since, Refused)
            .With("ALTER TABLE t ALTER s TYPE varchar(50);", "ALTER TABLE t ALTER s TYPE varchar(5);", Since, Refused);
        var seen = await history.ShouldBeSeenAsync(server);
        seen.Verdict(requiresUndo: false).ShouldBe(Verdict.Proved);
        seen.Verdict(requiresUndo: true).ShouldBe(Verdict.Refuted);
    }

    [Fact]
    public async Task What_is_derived_or_only_called_otherwise_is_no_data_that_is_lost()
    {
        using var history = new History("""
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            CREATE SCHEMA app;
            CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a BETWEEN -100 AND 1000), m mood NOT NULL, uid uuid NOT NULL UNIQUE, during int4range, EXCLUDE USING gist (during WITH &&));
            CREATE TABLE keyless (a int, b text);
            CREATE TABLE log (id serial PRIMARY KEY, what text);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (what) VALUES (TG_OP); RETURN NULL; END $$;
            CREATE TABLE noted (id int PRIMARY KEY, n int);
            CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON noted FOR EACH ROW EXECUTE FUNCTION note();
            CREATE TABLE hidden (id int PRIMARY KEY, who text NOT NULL, n int);
            CREATE TABLE stock (id int PRIMARY KEY, on_hand bigint NOT NULL);
            CREATE TABLE movement (id int PRIMARY KEY, stock int NOT NULL REFERENCES stock, amount int NOT NULL CHECK (amount BETWEEN 1 AND 9));
            CREATE FUNCTION move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE stock SET on_hand = on_hand / 2 + NEW.amount WHERE id = NEW.stock; RETURN NULL; END $$;
            CREATE TRIGGER move AFTER INSERT ON movement FOR EACH ROW EXECUTE FUNCTION move();
            ALTER TABLE hidden ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            """);
        history.With("ALTER TABLE t ADD COLUMN twice int GENERATED ALWAYS AS (a * 2) STORED;", "ALTER TABLE t DROP COLUMN twice;", UndoVerdict.Reversible)
            .With("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';", "ALTER TYPE mood RENAME VALUE 'blue' TO 'sad';", UndoVerdict.Reversible)
            .With("ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (uid);", "ALTER TABLE t DROP CONSTRAINT t_pkey, ADD PRIMARY KEY (id);\nALTER TABLE t ALTER uid SET NOT NULL;", Since, "is refused once others were written: ")
            .With("ALTER TABLE keyless SET SCHEMA app;", "ALTER TABLE app.keyless SET SCHEMA public;", UndoVerdict.Reversible)
            .With("ALTER TABLE app.keyless DROP COLUMN b;", "ALTER TABLE app.keyless ADD COLUMN b text;", UndoVerdict.LosesData, "app.keyless.b")
            .With("ALTER TABLE app.keyless ADD COLUMN token uuid DEFAULT gen_random_uuid();", "ALTER TABLE app.keyless DROP COLUMN token;", Since, "app.keyless.token")
            .With("UPDATE noted SET n = n + 1;", "UPDATE noted SET n = n - 1;", Since, "public.noted.n: ")
            .With("CREATE INDEX i ON stock (on_hand);\nCREATE FUNCTION fix() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM stock WHERE on_hand = 987654321; END $$;", "DROP INDEX i;\nDROP FUNCTION fix();", UndoVerdict.Reversible)
            .With("ALTER TABLE movement ADD COLUMN b int;", "ALTER TABLE movement DROP COLUMN b;", Since, "public.movement.b: ")
            .With("UPDATE noted SET n = 0;", "SELECT 1;", UndoVerdict.LosesData, "public.noted.n")
            .With("ALTER TABLE hidden DROP COLUMN n;", "ALTER TABLE hidden ADD COLUMN n int;", UndoVerdict.LosesData, "public.hidden.n");
        await history.ShouldBeSeenAsync(server);
    }

    [Fact]
    public async Task A_sequence_that_begins_again_and_a_view_that_is_left_empty_are_lost()
    {
        using var history = new History("""
            CREATE SEQUENCE gone;
            CREATE SEQUENCE s;
            CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int);
            CREATE MATERIALIZED VIEW v AS SELECT a FROM t;
            CREATE MATERIALIZED VIEW w AS SELECT a FROM t;
            """);
        history.With("DROP SEQUENCE gone;", "CREATE SEQUENCE gone;", UndoVerdict.LosesData, "sequence public.gone would give 1 next, and not ")
            .With("ALTER TABLE t ADD COLUMN b int;", "ALTER TABLE t DROP COLUMN b;\nALTER TABLE t ALTER id RESTART;", UndoVerdict.LosesData, "sequence public.t_id_seq would give ")
            .With("SELECT nextval('s');", "SELECT 1;", UndoVerdict.Reversible)
            .With("ALTER SEQUENCE s RENAME TO r;", "ALTER SEQUENCE r RENAME TO s;", UndoVerdict.Reversible)
            .With("DROP MATERIALIZED VIEW v;", "CREATE MATERIALIZED VIEW v AS SELECT a FROM t WITH NO DATA;", UndoVerdict.LosesData, "materialized view public.v is not filled any more")
            .With("DROP MATERIALIZED VIEW w;", "CREATE MATERIALIZED VIEW w AS SELECT a FROM t;", UndoVerdict.Reversible);
        await history.ShouldBeSeenAsync(server);
    }

    [Fact]
    public async Task A_table_that_cannot_hold_rows_has_none_to_lose()
    {
        using var history = new History("""
            CREATE TABLE parted (id int NOT NULL, a int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
            CREATE TABLE points (id int PRIMARY KEY, parted int NOT NULL REFERENCES parted);
            CREATE TABLE other (id int NOT NULL, a int) PARTITION BY RANGE (id);
            """);
        history.With("ALTER TABLE parted ADD COLUMN b int;", "ALTER TABLE parted DROP COLUMN b;", UndoVerdict.Reversible)
            .With("ALTER TABLE points ADD COLUMN b int;", "ALTER TABLE points DROP COLUMN b;", UndoVerdict.Reversible)
            .With("CREATE TABLE part PARTITION OF other FOR VALUES FROM (0) TO (100000);", "DROP TABLE part;", Since, "public.other: ");
        await history.ShouldBeSeenAsync(server);
    }

    [Fact]
    public async Task What_is_changed_in_a_schema_that_nobody_looks_at_is_said()
    {
        using var project = new TestProject().Write("V1__t.sql", "CREATE SCHEMA legacy;\nCREATE TABLE legacy.t (id int PRIMARY KEY, a int);\nCREATE TABLE t (id int PRIMARY KEY);")
            .Write("V2__change.sql", "ALTER TABLE t ADD COLUMN t int REFERENCES legacy.t;\nUPDATE legacy.t SET a = 0;").Write("U2__change.sql", "ALTER TABLE t DROP COLUMN t;");
        var settings = new Settings { Root = project.Folder, Schemas = new() { Include = ["public"] } };

        var seen = (await Pipeline.VerifyAsync(settings, [], Verified.Surroundings(), new() { Version = server.Major }, TestContext.Current.CancellationToken)).Value!.Evidence!;

        seen.Reservations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Rule.ShouldBe("outside-of-schemas"), one => one.Place.ShouldBe("migrations/V2__change.sql:2:1"), one => one.Message.ShouldContain("legacy.t"));
    }
}
