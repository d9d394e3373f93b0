namespace Turnstone.Tests.Linting;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Linting;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Tests.Configuration;

/// <summary>When policies speak, when they do not, and what they never print.</summary>
public sealed class PolicyTests
{
    const string Before = """
        CREATE TABLE customer (id bigint PRIMARY KEY, email text, name text, country text);
        COMMENT ON COLUMN customer.email IS 'To write to. [Regulated by privacy]';
        CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(10, 2), note varchar(80));
        CREATE TABLE invoice (id bigint PRIMARY KEY, total numeric);
        COMMENT ON TABLE invoice IS '[retention: 7 years]';
        CREATE TABLE event (at timestamptz NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        COMMENT ON TABLE event IS 'All that happened [regulated]';
        CREATE TABLE kept_country AS SELECT id, country FROM customer;
        CREATE VIEW named AS SELECT id, name FROM customer;
        """;

    static LintOptions Asked(string rule, params ImmutableArray<string> list) => new() { Rules = new LintOptions().Rules.Add(rule, new() { List = list }) };

    static ImmutableArray<LintFinding> Look(LintOptions options, string text, string name = "V2__x.sql", string before = Before)
    {
        var linter = new Linter(options);
        var (first, one) = (File("V1__before.sql", before), File(name, text));
        var all = new MigrationSet([first, .. one.Kind == MigrationKind.Versioned ? [one] : Array.Empty<Migration>()], [], []);
        linter.Look(new(first, 0), all);
        return linter.Look(new(one, 1) { IsAsked = true, IsPending = true }, all);
    }

    static Migration File(string name, string text) => new(FileName.Read(name).Name!, name, new SourceText(text), Directives.Read(text, name).Value!, Checksum.Of(text));

    static IEnumerable<string> Said(string rule, string text, string name = "V2__x.sql") => Look(Asked(rule), text, name).Where(finding => finding.Diagnostic.Rule == rule).Select(finding => finding.Diagnostic.Message);

    [Theory]
    [InlineData("DROP TABLE orders")]
    [InlineData("TRUNCATE orders")]
    [InlineData("DELETE FROM orders")]
    [InlineData("DO 'BEGIN DELETE FROM orders; END'")]
    [InlineData("ALTER TABLE orders DROP COLUMN note")]
    [InlineData("ALTER TABLE orders ALTER note TYPE varchar(20)")]
    [InlineData("CREATE TABLE kept AS SELECT * FROM orders WHERE total > 0; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS SELECT * FROM orders LIMIT 10; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS SELECT orders.* FROM orders JOIN customer ON customer.id = orders.id; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS SELECT id FROM orders; DROP TABLE orders")]
    [InlineData("CREATE TEMPORARY TABLE kept AS SELECT * FROM orders; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS SELECT * FROM orders WITH NO DATA; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS SELECT * FROM orders; DROP TABLE kept; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS SELECT * FROM orders; DROP TABLE kept, orders")]
    [InlineData("DROP SCHEMA public CASCADE")]
    public void What_is_thrown_away_has_to_be_kept(string text) => Said("destructive-without-backup", text).ShouldNotBeEmpty();

    [Theory]
    [InlineData("CREATE TABLE kept AS SELECT * FROM orders; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS TABLE orders; DROP TABLE orders")]
    [InlineData("CREATE TABLE kept AS SELECT id, total, note FROM orders; DROP TABLE orders")]
    [InlineData("SELECT * INTO kept FROM orders; TRUNCATE orders")]
    [InlineData("CREATE TABLE kept (LIKE orders); INSERT INTO kept SELECT * FROM orders; DELETE FROM orders")]
    [InlineData("CREATE TABLE kept AS SELECT id, note FROM orders WHERE note IS NOT NULL; ALTER TABLE orders DROP COLUMN note")]
    [InlineData("ALTER TABLE customer DROP COLUMN country")]
    [InlineData("DROP TABLE kept_country")]
    [InlineData("DELETE FROM orders WHERE id = 1")]
    [InlineData("DROP VIEW named")]
    [InlineData("ALTER TABLE orders ALTER note TYPE varchar(100)")]
    [InlineData("CREATE TABLE a (id int); DROP TABLE a")]
    public void What_is_kept_may_go(string text) => Said("destructive-without-backup", text).ShouldBeEmpty();

    [Theory]
    [InlineData("ALTER TABLE customer DROP COLUMN email", "email of customer is dropped, and it is tagged [Regulated by privacy]: privacy decides.")]
    [InlineData("ALTER TABLE customer ALTER email TYPE varchar(90)", "email of customer gets another type, and it is tagged [Regulated by privacy]: privacy decides.")]
    [InlineData("UPDATE customer SET email = lower(email)", "email of customer is written over, and it is tagged [Regulated by privacy]: privacy decides.")]
    [InlineData("INSERT INTO customer (id, email) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET email = excluded.email", "email of customer is written over, and it is tagged [Regulated by privacy]: privacy decides.")]
    [InlineData("DROP TABLE customer", "customer is dropped, and it is tagged [Regulated by privacy]: privacy decides.")]
    [InlineData("WITH gone AS (DELETE FROM customer WHERE id = 1 RETURNING id) SELECT id FROM gone", "customer loses rows, and it is tagged [Regulated by privacy]: privacy decides.")]
    [InlineData("TRUNCATE invoice", "invoice is emptied, and it is tagged [retention: 7 years].")]
    [InlineData("UPDATE invoice SET total = 0", "total of invoice is written over, and it is tagged [retention: 7 years].")]
    [InlineData("DROP TABLE event_2026", "event_2026 is dropped, and it is tagged [regulated].")]
    [InlineData("DELETE FROM orders WHERE id = 1", "orders loses rows, and turnstone.yaml keeps orders: finance decides.")]
    [InlineData("ALTER TABLE customer DROP COLUMN name", "name of customer is dropped, and turnstone.yaml keeps customer.na*: privacy decides.")]
    [InlineData("COMMENT ON TABLE invoice IS 'What was billed'", "The comment of invoice loses its tag, and it is tagged [retention: 7 years].")]
    [InlineData("COMMENT ON COLUMN customer.email IS NULL", "The comment of email loses its tag, and it is tagged [Regulated by privacy]: privacy decides.")]
    public void Data_that_is_kept_by_law_stays(string text, string message)
    {
        var options = new LintOptions { Retained = new LintOptions().Retained.Add("orders", "finance").Add("customer.na*", "privacy") };
        Look(options, text).Where(finding => finding.Rule?.Name == "retained-data-lost").Select(finding => finding.Diagnostic.Message).ShouldBe([message]);
        Look(options, text, "U2__x.sql").ShouldContain(finding => finding.Rule != null && finding.Rule.Name == "retained-data-lost");
        Look(options, $"SELECT 1;\n-- turnstone: ignore=retained-data-lost reason=\"they agreed\"\n{text}").ShouldNotContain(finding => finding.Rule != null && finding.Rule.Name == "retained-data-lost");
    }

    [Theory]
    [InlineData("UPDATE customer SET country = 'de'")]
    [InlineData("INSERT INTO customer (id, email) VALUES (1, 'a')")]
    [InlineData("COMMENT ON TABLE invoice IS 'What was billed [retention: 10 years]'")]
    [InlineData("ALTER TABLE customer ADD COLUMN phone text")]
    [InlineData("CREATE TABLE a (id int); COMMENT ON TABLE a IS '[regulated]'; DROP TABLE a")]
    public void Other_data_is_free(string text) => Said("retained-data-lost", text).ShouldBeEmpty();

    [Theory]
    [InlineData("DROP TABLE orders")]
    [InlineData("DROP VIEW named")]
    [InlineData("ALTER TABLE orders ALTER note SET NOT NULL")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int NOT NULL")]
    [InlineData("ALTER TABLE orders ALTER note DROP DEFAULT")]
    [InlineData("ALTER TABLE orders ALTER note TYPE varchar(20)")]
    [InlineData("ALTER TABLE orders RENAME note TO remark")]
    [InlineData("REVOKE SELECT ON orders FROM shop_app")]
    [InlineData("DELETE FROM orders WHERE id = 1")]
    public void Only_additions(string text)
    {
        Said("additive-only", text).ShouldHaveSingleItem();
        Said("additive-only", $"-- turnstone: phase=contract\n{text}").ShouldBeEmpty();
        Said("additive-only", text, "U2__x.sql").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CREATE TABLE a (id int NOT NULL); ALTER TABLE a ALTER id DROP NOT NULL; DROP TABLE a")]
    [InlineData("ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE orders ALTER note TYPE varchar(100)")]
    [InlineData("DROP VIEW named; CREATE VIEW named AS SELECT id FROM customer")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON orders (note)")]
    [InlineData("GRANT SELECT ON orders TO shop_app")]
    [InlineData("UPDATE orders SET note = '' WHERE id = 1")]
    public void An_addition_is_one(string text) => Said("additive-only", text).ShouldBeEmpty();

    [Fact]
    public void Keys_of_their_own_name_rules()
    {
        var read = LintOptionsReader.Read(new Settings { Root = "/", AdditiveOnly = true, Managed = "rds", Retained = ImmutableSortedDictionary<string, string>.Empty.Add("orders", "finance") }, PgVersion.V14).Value!;
        read.Rules.Keys.ShouldBe(["additive-only", "managed-service-forbidden"]);
        read.Rules["managed-service-forbidden"].List.ShouldBe(["rds"]);
        read.Retained["orders"].ShouldBe("finance");
        Look(read, "COPY orders FROM '/tmp/x'").ShouldContain(finding => finding.Diagnostic.Message == "Amazon RDS refuses this: it reads a file of the server's machine.");
    }

    [Theory]
    [InlineData("naming-convention", "tables [a-z]+", "lint.lists.naming-convention: 'tables [a-z]+' is no kind and pattern")]
    [InlineData("naming-convention", "table [a-z", "lint.lists.naming-convention: '[a-z' is no regular expression:")]
    [InlineData("require-comment", "tables", "lint.lists.require-comment: 'tables' is none of table, column, view, function")]
    public void What_a_rule_cannot_go_by_is_refused(string rule, string entry, string trouble)
    {
        var settings = new Settings { Root = "/", Lint = new() { Lists = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(rule, [entry]) } };
        LintOptionsReader.Read(settings, PgVersion.V14).Diagnostics.ShouldHaveSingleItem().Message.ShouldStartWith(trouble);
    }

    [Theory]
    [InlineData("rules", "index-not-concurent: off", 4, "lint.rules.index-not-concurent: there is no such rule", "Did you mean index-not-concurrent?")]
    [InlineData("rules", "secret-literal: off", 4, "lint.rules.secret-literal: it cannot be off", "ignore=secret-literal")]
    [InlineData("limits", "drop-table: 3", 4, "lint.limits.drop-table: it has no limit", "These have: ")]
    [InlineData("lists", "drop-table: [a]", 4, "lint.lists.drop-table: it is told nothing", "naming-convention")]
    public void What_is_said_of_rules_is_refused_where_it_stands(string section, string entry, int line, string message, string help)
    {
        using var project = ProjectFolder.Of($"project: a\nlint:\n  {section}:\n    {entry}\n");
        var settings = project.Read().Value!;
        var said = LintOptionsReader.Read(settings, PgVersion.V14).Diagnostics.ShouldHaveSingleItem();
        said.ShouldSatisfyAllConditions(one => one.Message.ShouldBe(message), one => one.Help!.ShouldContain(help), one => one.Place.ShouldBe($"turnstone.yaml:{line}:5"));
    }

    [Fact]
    public void A_rule_says_whether_it_is_told_anything()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("src/Turnstone/Linting/Rules"), "*.cs", SearchOption.AllDirectories))
        {
            var text = System.IO.File.ReadAllText(file);
            text.Contains("Options.Of(this).Limit", StringComparison.Ordinal).ShouldBe(text.Contains("TakesLimit => true", StringComparison.Ordinal), file);
            text.Contains("Options.Of(this).List", StringComparison.Ordinal).ShouldBe(text.Contains("TakesList => true", StringComparison.Ordinal), file);
        }
    }

    [Theory]
    [InlineData("ALTER ROLE shop_app PASSWORD 'tomato-42'", "tomato-42")]
    [InlineData("CREATE USER MAPPING FOR shop_app SERVER other OPTIONS (user 'a', password 'tomato-42')", "tomato-42")]
    [InlineData("CREATE SUBSCRIPTION s CONNECTION 'host=a password=tomato-42 user=b' PUBLICATION p", "tomato-42")]
    [InlineData("SELECT dblink_connect('host=a user=b password=tomato-42')", "tomato-42")]
    [InlineData("SELECT dblink('postgres://b:tomato-42@a/c', 'SELECT 1')", "tomato-42")]
    [InlineData("UPDATE customer SET api_token = 'tomato-42'", "tomato-42")]
    [InlineData("INSERT INTO account VALUES ('root', 'tomato-42')", "tomato-42")]
    [InlineData("ALTER DATABASE shop SET \"app.jwt_secret\" = 'tomato-42'", "tomato-42")]
    [InlineData("INSERT INTO account (hash) VALUES (crypt('tomato-42', gen_salt('bf')))", "tomato-42")]
    [InlineData("DO $$ BEGIN UPDATE account SET password = 'tomato-42'; END $$", "tomato-42")]
    [InlineData("COPY account (name, password) FROM stdin;\nroot\ttomato-42\n\\.\n", "tomato-42")]
    [InlineData("COPY account (name, note) FROM stdin;\nroot\tredis://a:tomato-42@b\n\\.\n", "tomato-42")]
    public void A_secret_is_found_and_never_told(string text, string secret)
    {
        var found = Look(new(), text, before: "CREATE TABLE account (name text, password text);").Single(finding => finding.Rule?.Name == "secret-literal");
        found.Hidden.ShouldHaveSingleItem().Reveal().ShouldBe(secret);
        $"{found.Diagnostic}".ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("ALTER ROLE shop_app PASSWORD NULL")]
    [InlineData("ALTER ROLE shop_app PASSWORD '${app_password}'")]
    [InlineData("INSERT INTO account (password) VALUES ('$2b$12$abcdefghijklmnopqrstuv')")]
    [InlineData("INSERT INTO token_kind (token) VALUES ('refresh')")]
    [InlineData("UPDATE account SET password = NULL")]
    [InlineData("SELECT dblink_connect('host=a user=b')")]
    [InlineData("COMMENT ON COLUMN account.password IS 'The password, as bcrypt has it'")]
    [InlineData("CREATE TABLE password_reset (token text PRIMARY KEY)")]
    [InlineData("SELECT set_config('app.password', current_setting('x'), false)")]
    public void No_secret_stands_there(string text) => Said("secret-literal", text).ShouldBeEmpty();

    [Theory]
    [InlineData("INSERT INTO customer (email) VALUES ('kim.miller@blue-garden.de')", "An e-mail address is written out.")]
    [InlineData("UPDATE customer SET name = 'x' WHERE email = 'kim.miller@blue-garden.de'", "An e-mail address is written out.")]
    [InlineData("DELETE FROM customer WHERE email IN ('kim.miller@blue-garden.de', 'ada@blue-garden.de')", "An e-mail address is written out, and one more.")]
    [InlineData("INSERT INTO customer (name) VALUES ('DE89 3704 0044 0532 0130 00')", "An account number (IBAN) is written out.")]
    [InlineData("INSERT INTO customer (name) VALUES ('4539 1488 0343 6467')", "A card number is written out.")]
    [InlineData("INSERT INTO customer (name) VALUES ('+49 30 901820')", "A telephone number is written out.")]
    [InlineData("INSERT INTO customer (ssn) VALUES ('536-90-4399')", "A social security number is written out.")]
    [InlineData("COPY customer (id, email) FROM stdin;\n1\tkim.miller@blue-garden.de\n2\tada@blue-garden.de\n\\.\n", "An e-mail address is written out, and one more.")]
    public void Data_of_persons_is_found_and_never_told(string text, string message)
    {
        var found = Look(new(), text).Single(finding => finding.Rule?.Name == "personal-data-literal");
        found.Diagnostic.Message.ShouldBe(message);
        found.Hidden.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("INSERT INTO customer (email) VALUES ('kim@example.com'), ('noreply@blue-garden.de'), ('a@b.test')")]
    [InlineData("INSERT INTO customer (name) VALUES ('DE89 3704 0044 0532 0130 01')")]
    [InlineData("INSERT INTO customer (name) VALUES ('4242 4242 4242 4242'), ('4539 1488 0343 6468')")]
    [InlineData("INSERT INTO customer (name) VALUES ('+1 202 555 0143'), ('+44 7700 900123')")]
    [InlineData("INSERT INTO customer (name) VALUES ('2026-01-14 09:30:00+01'), ('1.2.3.4'), ('20260114093000'), ('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')")]
    [InlineData("INSERT INTO customer (name) VALUES ('536-90-4399')")]
    [InlineData("INSERT INTO customer (name) VALUES ('git@github.com:a/b.git'), ('https://kim@host/x')")]
    [InlineData("CREATE TABLE a (b text DEFAULT 'kim.miller@blue-garden.de')")]
    public void Nobody_is_meant(string text) => Said("personal-data-literal", text).ShouldBeEmpty();

    [Theory]
    [InlineData("INSERT INTO orders (id) VALUES (1)", 1)]
    [InlineData("COPY orders (id) FROM stdin;\n1\n\\.\n", 1)]
    [InlineData("-- turnstone: context=load\nINSERT INTO orders (id) VALUES (1)", 1)]
    [InlineData("-- turnstone: context=dev\nINSERT INTO orders (id) VALUES (1)", 0)]
    [InlineData("INSERT INTO customer (id) VALUES (1)", 0)]
    [InlineData("INSERT INTO orders (id) SELECT id FROM customer", 0)]
    public void Seeds_have_their_context(string text, int count) =>
        Look(Asked("seed-outside-context", "dev", "test", "table cust*"), text).Count(finding => finding.Rule?.Name == "seed-outside-context").ShouldBe(count);

    [Theory]
    [InlineData("", 1)]
    [InlineData("-- later\n", 1)]
    [InlineData("/* DROP TABLE a */ ;\n-- turnstone: undo=lossy\n", 1)]
    [InlineData("DROP TABLE a", 0)]
    public void An_undo_that_does_nothing_is_none(string undo, int count)
    {
        var linter = new Linter(Asked("irreversible-migration"));
        var file = File("V2__x.sql", "CREATE TABLE a (id int PRIMARY KEY)");
        linter.Look(new(file, 0) { IsAsked = true }, new MigrationSet([file], [File("U2__x.sql", undo)], [])).Count(finding => finding.Rule?.Name == "irreversible-migration").ShouldBe(count);
    }

    [Fact]
    public void Contract_comes_a_release_after_expand()
    {
        var (expand, contract) = (File("V2__expand.sql", "-- turnstone: phase=expand\nALTER TABLE customer ADD COLUMN full_name text"), File("V3__contract.sql", "-- turnstone: phase=contract\nALTER TABLE customer DROP COLUMN name"));
        var other = File("V3__contract.sql", "-- turnstone: phase=contract\nALTER TABLE orders DROP COLUMN note");
        var after = File("V3__contract.sql", "-- turnstone: phase=contract after=2\nALTER TABLE orders DROP COLUMN note");
        Count(expand, contract, isOneRelease: true).ShouldBe(1);
        Count(expand, after, isOneRelease: true).ShouldBe(1);
        Count(expand, other, isOneRelease: true).ShouldBe(0);
        Count(expand, contract, isOneRelease: false).ShouldBe(0);

        static int Count(Migration expand, Migration contract, bool isOneRelease)
        {
            var linter = new Linter(new LintOptions());
            var all = new MigrationSet([expand, contract], [], []);
            linter.Look(new(expand, 0) { IsAsked = isOneRelease, IsPending = isOneRelease }, all);
            return linter.Look(new(contract, 1) { IsAsked = true, IsPending = true }, all).Count(finding => finding.Rule?.Name == "contract-with-its-expand");
        }
    }

    [Theory]
    [InlineData("CREATE INDEX orders_note_idx ON orders (note)", 0)]
    [InlineData("CREATE INDEX note_idx ON orders (note)", 1)]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES customer", 1)]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT orders_id_fkey FOREIGN KEY (id) REFERENCES customer", 0)]
    [InlineData("CREATE TABLE \"Big\" (\"Id\" int CONSTRAINT x PRIMARY KEY)", 1)]
    [InlineData("ALTER TABLE orders RENAME TO \"Orders\"", 1)]
    [InlineData("CREATE VIEW \"Any\" AS SELECT 1", 0)]
    public void Names_are_as_the_house_has_them(string text, int count) =>
        Look(Asked("naming-convention", "table [a-z_]+", "index {table}_{columns}_idx", "foreign-key {table}_.+_fkey"), text).Count(finding => finding.Rule?.Name == "naming-convention").ShouldBe(count);

    [Theory]
    [InlineData("CREATE TABLE a (a234567890123456789012345678901234567890123456789012345678901234 int)", 1)]
    [InlineData("CREATE TABLE a (a23456789012345678901234567890123456789012345678901234567890123 int)", 0)]
    [InlineData("CREATE TABLE a (\"größe_größe_größe_größe_größe_größe_größe_größe_größe_gr\" int)", 1)]
    [InlineData("INSERT INTO a (b) VALUES ('a2345678901234567890123456789012345678901234567890123456789012345')", 0)]
    [InlineData("SELECT 1 -- a2345678901234567890123456789012345678901234567890123456789012345", 0)]
    public void Names_are_as_long_as_PostgreSQL_keeps_them(string text, int count) => Said("identifier-too-long", text).Count().ShouldBe(count);
}
