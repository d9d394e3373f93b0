namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.Linting;
using Turnstone.Tests.Linting;

/// <summary>What is seen of each statement: the locks it takes, also on tables that it does not name, and what it does under them.</summary>
public sealed class LockTraceTests(PostgresServer server)
{
    const string Orders = """
        CREATE TABLE customer (id int PRIMARY KEY, name text);
        CREATE TABLE orders (id int PRIMARY KEY, customer int, state text);
        INSERT INTO customer SELECT n FROM generate_series(1, 10) AS n;
        INSERT INTO orders SELECT n, n, 'new' FROM generate_series(1, 10) AS n;
        CREATE VIEW open_orders AS SELECT id FROM orders;
        """;

    [Fact]
    public async Task F20b_A_lock_on_a_table_that_is_not_named_is_seen()
    {
        var traced = await TracedRun.OfAsync(server, Orders + """
            CREATE TABLE audit (line text);
            CREATE FUNCTION written() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit VALUES ('x'); RETURN NULL; END $$;
            CREATE TRIGGER written AFTER UPDATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION written();
            """, "UPDATE orders SET state = 'open' WHERE id < 4;\nALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer) REFERENCES customer (id);");

        var (update, key) = (traced[0], traced[1]);
        Locks(update).ShouldBe(["public.audit ROW EXCLUSIVE", "public.orders ROW EXCLUSIVE"]);
        update.Triggers.ShouldBe(["public.written"]);
        update.Rows.ShouldBe(4);
        Locks(key).ShouldContain("public.customer SHARE ROW EXCLUSIVE");
        (key.Migration, key.Step, key.File, key.Line, key.Verb).ShouldBe(("V2", 1, "migrations/V2__change.sql", 2, "ALTER TABLE"));
        key.Triggers.ShouldBeEmpty("what ran before it is not its own");
    }

    [Fact]
    public async Task What_is_written_anew_read_whole_or_indexed_is_told()
    {
        var traced = await TracedRun.OfAsync(server, Orders, """
            ALTER TABLE orders ALTER customer TYPE bigint;
            ALTER TABLE orders ADD CHECK (state <> '');
            CREATE INDEX state ON orders (state);
            ALTER TABLE customer ADD COLUMN note text;
            TRUNCATE customer;
            CREATE TABLE new_one (id int);
            ALTER TABLE new_one ALTER id TYPE bigint;
            """);

        traced.Select(one => one.Rewritten.SingleOrDefault()).ShouldBe(["public.orders", null, null, null, "public.customer", null, null]);
        traced.Select(one => one.Scanned.SingleOrDefault()).ShouldBe(["public.orders", "public.orders", "public.orders", null, "public.customer", null, null]);
        traced.Select(one => one.Indexed.SingleOrDefault()).ShouldBe(["public.orders", null, "public.orders", null, "public.customer", null, null]);
        traced[0].Locks.Single(one => one.Relation == "orders").ShouldSatisfyAllConditions(one => one.Mode.ShouldBe(LockMode.AccessExclusive), one => one.WasHeld.ShouldBeFalse());
        traced[1].Locks.Single(one => one.Relation == "orders").WasHeld.ShouldBeTrue();
        traced[0].WalBytes.ShouldBeGreaterThan(0);
        traced.SelectMany(one => one.Locks).ShouldNotContain(one => one.Relation == "new_one");
    }

    [Fact]
    public async Task Many_rows_one_by_one_share_a_look_and_nothing_of_it_goes_unseen()
    {
        const int Inserts = 500;
        var rows = Enumerable.Range(11, Inserts).Select(number => $"INSERT INTO orders VALUES ({number}, {number}, 'new');");
        var traced = await TracedRun.OfAsync(server, Orders + """
            CREATE TABLE audit (line text);
            CREATE FUNCTION written() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit VALUES ('x'); RETURN NULL; END $$;
            CREATE TRIGGER written AFTER INSERT ON orders FOR EACH ROW WHEN (NEW.id = 300) EXECUTE FUNCTION written();
            """, string.Join('\n', rows) + "\nINSERT INTO customer VALUES (11, 'K');\nDELETE FROM orders WHERE id = 12;");

        traced.Sum(one => one.Count).ShouldBe(Inserts + 2);
        traced.Count.ShouldBeInRange(22, 30);
        traced.Take(20).ShouldAllBe(one => one.Count == 1 && one.Shown == "INSERT" && one.Rows == 1);
        traced.Sum(one => one.Rows).ShouldBe(Inserts + 3);
        traced.Select(one => one.Line).ShouldBeInOrder(SortDirection.Ascending);
        var fired = traced.Single(one => one.Triggers is ["public.written"]);
        (fired.Line <= 290 && fired.Line + fired.Count > 290).ShouldBeTrue($"line 290 is among the {fired.Count} from line {fired.Line} on");
        fired.Shown.ShouldBe($"INSERT ({fired.Count} in a row)");
        Locks(fired).ShouldBe(["public.audit ROW EXCLUSIVE", "public.orders ROW EXCLUSIVE"]);
        fired.Locks.Select(one => one.WasHeld).ShouldBe([false, true]);
        traced.TakeLast(2).Select(one => (one.Verb, one.Line, one.Count, one.Rows)).ShouldBe([("INSERT", Inserts + 1, 1, 1), ("DELETE", Inserts + 2, 1, 1)]);
    }

    [Fact]
    public async Task Of_many_in_a_row_the_one_that_is_refused_is_named()
    {
        var rows = Enumerable.Range(11, 100).Select(number => $"INSERT INTO orders VALUES ({(number == 90 ? 89 : number)}, {number}, 'new');");

        using var project = new TestProject().Write("V1__before.sql", Orders).Write("V2__rows.sql", string.Join('\n', rows));

        var seen = await Verified.OfAsync(server, project);

        var refused = seen.Failures.ShouldHaveSingleItem();
        (refused.File, refused.Line).ShouldBe(("migrations/V2__rows.sql", 80));
        refused.Message.ShouldContain("SQLSTATE 23505");
    }

    [Fact]
    public async Task A_lock_is_held_until_its_transaction_ends()
    {
        var traced = await TracedRun.OfAsync(server, Orders, "ALTER TABLE orders ADD COLUMN note text;\nSELECT pg_sleep(0.3);\nALTER TABLE customer ADD COLUMN note text;");

        var (orders, customer) = (Held(traced[0], "orders"), Held(traced[2], "customer"));
        orders.ShouldBeGreaterThanOrEqualTo(300);
        customer.ShouldBeLessThan(orders - 299);
    }

    [Fact]
    public async Task A_statement_outside_of_a_transaction_is_looked_at_from_a_second_connection()
    {
        // However short they are.
        var traced = await TracedRun.OfAsync(server, Orders, "CREATE INDEX CONCURRENTLY state ON orders (state);\nVACUUM FULL customer;\nREINDEX TABLE CONCURRENTLY orders;\nDROP INDEX CONCURRENTLY state;");

        traced.ShouldAllBe(one => one.IsSampled);
        traced.Select(one => string.Join(", ", Locks(one))).ShouldBe(
            ["public.orders SHARE UPDATE EXCLUSIVE", "public.customer ACCESS EXCLUSIVE", "public.orders SHARE UPDATE EXCLUSIVE", "public.orders SHARE UPDATE EXCLUSIVE"]);
        traced[0].Indexed.ShouldBe(["public.orders"]);
        traced[1].Rewritten.ShouldBe(["public.customer"]);
    }

    [Fact]
    public async Task Looking_changes_nothing_for_who_sets_the_transaction_up()
    {
        var traced = await TracedRun.OfAsync(server, Orders, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nSET LOCAL search_path = '';\nUPDATE public.orders SET state = 'open';\nSET ROLE pg_monitor;\nSELECT 1;");

        traced.Select(one => one.Verb).ShouldBe(["UPDATE", "SELECT"]);
        traced[0].Rows.ShouldBe(10);
    }

    public static Task<TheoryData<string>> Claiming() => TakenSamples.Of(rule => rule.Claim is not null);

    [Theory]
    [Trait("tier", "all")]
    [MemberData(nameof(Claiming))]
    public async Task What_a_rule_claims_is_seen_of_its_example(string name)
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == name));
        var claim = sample.Rule.Claim!;
        var findings = sample.Findings(sample.Bad, "V2__bad.sql").Where(finding => finding.Rule == sample.Rule).ToList();

        var trace = new LockTrace([.. await TracedRun.OfAsync(server, sample.Before, sample.Bad)]);

        findings.ShouldNotBeEmpty();
        foreach (var seen in findings.Select(finding => ConfirmedFinding.Of(finding with { Diagnostic = finding.Diagnostic with { File = "migrations/V2__change.sql" } }, trace)))
        {
            var one = seen.Statement.ShouldNotBeNull();
            seen.Confirmation.ShouldBe(Confirmation.Confirmed, $"{one}");
            var touched = one.Locks.Where(taken => taken.Kind != RelationKind.Index && (claim.Table is null || taken.Relation == claim.Table)).ToList();
            touched.ShouldContain(taken => taken.Mode == claim.Mode || taken.WasHeld && taken.Mode > claim.Mode, $"{one.Verb} in line {one.Line}");
            one.Rewritten.Any().ShouldBe(claim.Rewrites, $"rewritten: {one.Verb} in line {one.Line}");
            (one.Scanned.Any() || one.Rewritten.Any() || one.IsSampled).ShouldBe(claim.Scans || claim.Rewrites, $"scanned: {one.Verb} in line {one.Line}");
        }
    }

    [Theory]
    [Trait("tier", "all")]
    [MemberData(nameof(Claiming))]
    public async Task What_a_rule_claims_is_not_seen_of_what_it_recommends(string name)
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == name));
        var claim = sample.Rule.Claim!;

        var trace = await TracedRun.OfAsync(server, sample.Before, sample.Good);

        sample.Findings(sample.Good, "V2__good.sql").ShouldNotContain(finding => finding.Rule == sample.Rule);
        foreach (var one in trace)
        {
            // EXCLUSIVE is what REFRESH MATERIALIZED VIEW CONCURRENTLY takes: nobody else writes to a view.
            var locked = one.Locks.Where(taken => taken.Kind == RelationKind.Table && taken.Mode >= LockMode.Share && taken.Mode != LockMode.Exclusive).Select(taken => taken.Name).ToList();
            (claim.Rewrites && one.Rewritten.Any()).ShouldBeFalse($"{one.Verb} in line {one.Line} writes {string.Join(", ", one.Rewritten)} anew");
            (claim.Scans && one.Scanned.Intersect(locked).Any()).ShouldBeFalse($"{one.Verb} in line {one.Line} reads all of {string.Join(", ", one.Scanned.Intersect(locked))}");
        }
    }

    [Fact]
    public async Task What_the_text_could_not_know_is_refuted()
    {
        var sample = new RuleSample(LintRule.All.Single(rule => rule.Name == "change-column-type"));
        var claiming = sample.Findings(sample.Bad, "V2__bad.sql").First(finding => finding.Rule == sample.Rule);
        claiming.Rule!.Claim!.Rewrites.ShouldBeTrue();

        var trace = new LockTrace([.. await TracedRun.OfAsync(server, "CREATE TABLE t (a varchar(10));", "ALTER TABLE t ALTER a TYPE varchar(20);\nDO $$ BEGIN ALTER TABLE t ALTER a TYPE text; END $$;")]);

        ConfirmedFinding Of(int line) => ConfirmedFinding.Of(claiming with { Diagnostic = claiming.Diagnostic with { File = "migrations/V2__change.sql", Line = line } }, trace);
        (Of(1).Confirmation, Of(2).Confirmation, Of(1).Statement!.Verb).ShouldBe((Confirmation.Refuted, Confirmation.NotSeen, "ALTER TABLE"));
    }

    static IEnumerable<string> Locks(TracedStatement traced) =>
        traced.Locks.Where(one => one.Kind == RelationKind.Table && one.Mode >= LockMode.RowExclusive).Select(one => $"{one.Name} {one.Mode.Name()}").Order(StringComparer.Ordinal);

    static double Held(TracedStatement traced, string relation) => traced.Locks.Single(one => one.Relation == relation).HeldMs;
}
