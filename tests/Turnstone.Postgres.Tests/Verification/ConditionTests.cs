namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Verification;

/// <summary>Rows that meet the conditions of a migration's own text are among those that it is tried on.</summary>
[Trait("tier", "all")]
public sealed class ConditionTests(PostgresServer server)
{
    const string Before = """
        CREATE TABLE other (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text);
        CREATE TABLE setting (name text PRIMARY KEY, value text);
        CREATE TABLE t (id int PRIMARY KEY, a text, b int, n int, status varchar(20), kind text NOT NULL, created timestamptz, doc jsonb, flag boolean, email text, tags text[], other_id int REFERENCES other);
        CREATE VIEW seen AS SELECT id, a FROM t;
        """;

    const UndoVerdict Loses = UndoVerdict.LosesData, Reversible = UndoVerdict.Reversible;

    [Fact]
    public async Task A_row_that_goes_and_does_not_come_back_is_lost_whatever_it_is_told_by()
    {
        using var history = new History(Before);
        string[] conditions =
        [
            "a = 'obsolete'", "n BETWEEN 3 AND 5", "created < '2020-01-01' AND created > '2019-12-01'", "doc->>'kind' = 'x'", "doc->'a'->>'b' = 'x'", "doc @> '{\"kind\": \"y\"}'", "flag", "a IS NULL AND b IS NULL",
            "a = 'x' AND b = 7", "status IN ('old', 'older') AND kind = 'k'", "a LIKE 'x%' AND (n = 17 OR n = 18)", "lower(email) = 'x@y.z'", "NOT flag AND kind = 'q'", "n + b = 1234567", "tags @> ARRAY['x', 'y']",
            "other_id IN (SELECT id FROM other WHERE kind = 'w')", "EXISTS (SELECT FROM other o WHERE o.id = t.other_id AND o.kind = 'v')", "n = ANY (ARRAY[77, 78])", "status = 'old' AND NOT kind = 'k'", "extract(year FROM created) = 2013",
        ];
        foreach (var condition in conditions)
        {
            history.With($"DELETE FROM t WHERE {condition};", "SELECT 1;", Loses, "public.t: ");
        }
        history.With("DELETE FROM t USING other WHERE other.kind = 'z' AND t.other_id = other.id;", "SELECT 1;", Loses, "public.t: ")
            .With("DELETE FROM other USING t WHERE t.kind = 'of another' AND t.other_id = other.id AND false;\nUPDATE t SET a = 'cleared' FROM other JOIN setting ON setting.value = other.kind WHERE setting.name = 'main' AND t.other_id = other.id;", "SELECT 1;", Loses, "public.t.a: ")
            .With("DELETE FROM t x USING t y WHERE x.email = y.email AND x.id < y.id;", "SELECT 1;", Loses, "public.t: ")
            .With("WITH gone AS (DELETE FROM t WHERE kind = 'gone' RETURNING id) SELECT count(*) FROM gone;", "SELECT 1;", Loses, "public.t: ")
            .With("UPDATE seen SET a = 'y' WHERE a = 'through a view';", "SELECT 1;", Loses, "public.t.a: ")
            .With("ALTER TABLE setting RENAME TO option;\nDELETE FROM option WHERE value = 'of another name';", "ALTER TABLE option RENAME TO setting;", Loses, "public.setting: ")
            .With("ALTER TABLE t RENAME COLUMN a TO aa;\nDELETE FROM t WHERE aa = 'of another name';", "ALTER TABLE t RENAME COLUMN aa TO a;", Loses, "public.t: ")
            .With("DO $$ BEGIN IF true THEN DELETE FROM t WHERE aa = 'in a block'; END IF; END $$;", "SELECT 1;", Loses, "public.t: ")
            .With("DO $$ BEGIN EXECUTE 'DELETE FROM t WHERE aa = ''in a string'''; END $$;", "SELECT 1;", Loses, "public.t: ");
        await history.ShouldBeSeenAsync(server);
    }

    [Fact]
    public async Task What_two_things_become_does_not_become_two_again()
    {
        using var history = new History(Before);
        history.With("UPDATE t SET status = 'done' WHERE status = 'finished';", "UPDATE t SET status = 'finished' WHERE status = 'done';", Loses, "public.t.status: ")
            .With("UPDATE t SET status = 'done' WHERE status = 'finished' AND kind = 'k';", "UPDATE t SET status = 'finished' WHERE status = 'done' AND kind = 'k';", Loses, "public.t.status: ")
            .With("UPDATE t SET a = CASE WHEN a = 'x' THEN 'y' ELSE a END;", "UPDATE t SET a = CASE a WHEN 'y' THEN 'x' ELSE a END;", Loses, "public.t.a: ")
            .With("UPDATE t SET a = replace(a, 'colour', 'color');", "UPDATE t SET a = replace(a, 'color', 'colour');", Loses, "public.t.a: ")
            .With("INSERT INTO setting VALUES ('limit', '5') ON CONFLICT DO NOTHING;", "DELETE FROM setting WHERE name = 'limit';", Loses, "public.setting: 1 row")
            .With("INSERT INTO setting VALUES ('limit', '7') ON CONFLICT (name) DO UPDATE SET value = '7';", "DELETE FROM setting WHERE name = 'limit';", Loses, "public.setting: 1 row")
            .With("ALTER TABLE t ADD COLUMN first text, ADD COLUMN last text;\nUPDATE t SET first = split_part(email, ' ', 1), last = split_part(email, ' ', 2);\nALTER TABLE t DROP COLUMN email;",
                "ALTER TABLE t ADD COLUMN email text;\nUPDATE t SET email = trim(first || ' ' || last);\nALTER TABLE t DROP COLUMN first, DROP COLUMN last;", Loses, "public.t.email: ");
        await history.ShouldBeSeenAsync(server);
    }

    [Fact]
    public async Task What_is_kept_and_brought_back_is_not_lost()
    {
        using var history = new History(Before);
        history.With("INSERT INTO setting VALUES ('colour', 'red'), ('size', '5');", "DELETE FROM setting WHERE name IN ('colour', 'size');", Reversible)
            .With("INSERT INTO setting SELECT given.name, 'round' FROM (VALUES ('shape')) AS given (name);", "DELETE FROM setting WHERE name = 'shape';", Reversible)
            .With("CREATE TABLE kept AS SELECT id, status FROM t WHERE status = 'old';\nUPDATE t SET status = 'new' WHERE status = 'old';", "UPDATE t SET status = kept.status FROM kept WHERE kept.id = t.id;\nDROP TABLE kept;", Reversible)
            .With("CREATE TABLE gone AS SELECT * FROM t WHERE kind = 'obsolete';\nDELETE FROM t WHERE kind = 'obsolete';", "INSERT INTO t SELECT * FROM gone;\nDROP TABLE gone;", Reversible)
            .With("UPDATE t SET flag = NOT flag WHERE kind = 'k';", "UPDATE t SET flag = NOT flag WHERE kind = 'k';", UndoVerdict.LosesDataWrittenSince, "public.t.flag: ")
            .With("DELETE FROM t WHERE kind IS NULL;", "SELECT 1;", Reversible);
        var seen = await history.ShouldBeSeenAsync(server);
        seen.Reservations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_no_row_met_a_condition_nothing_is_said_of_its_undo()
    {
        using var history = new History(Before);
        history.With("DELETE FROM t WHERE md5(a) = 'd41d8cd98f00b204e9800998ecf8427f' AND length(a) = 12;", "SELECT 1;", UndoVerdict.NotVerified, "No row met the condition of DELETE (migrations/V2__change.sql:1:1)")
            .With("DELETE FROM t WHERE md5(a) = 'd41d8cd98f00b204e9800998ecf8427f' AND length(a) = 12;", "-- turnstone: undo=lossy reason=\"nobody reads it\"\nSELECT 1;", Reversible);
        var seen = await history.ShouldBeSeenAsync(server);
        seen.Reservations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Rule.ShouldBe("condition-not-met"), one => one.Place.ShouldBe("migrations/V3__change.sql:1:1"));
    }
}
