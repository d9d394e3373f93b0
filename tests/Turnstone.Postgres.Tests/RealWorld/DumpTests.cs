namespace Turnstone.Postgres.Tests.RealWorld;

using Turnstone.Postgres.Tests.Cli;

/// <summary>What <c>pg_dump</c> writes of a database is a migration that makes the same database.</summary>
[Trait("tier", "all")]
public sealed class DumpTests
{
    const string Source = """
        CREATE SCHEMA app;
        CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'it''s; fine');
        CREATE DOMAIN app.email AS text CHECK (VALUE ~ '@');
        CREATE SEQUENCE app.numbers START 100;
        CREATE TABLE app.author (id serial PRIMARY KEY, name text NOT NULL, mail app.email, mood app.mood DEFAULT 'ok', raw bytea, tags text[], doc jsonb);
        CREATE TABLE public.book (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author int REFERENCES app.author ON DELETE CASCADE, title text,
            price numeric(10,2) CHECK (price > 0), half numeric GENERATED ALWAYS AS (price / 2) STORED);
        CREATE TABLE app.event (id bigint, at timestamptz NOT NULL, what text) PARTITION BY RANGE (at);
        CREATE TABLE app.event_2025 PARTITION OF app.event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE app.event_rest PARTITION OF app.event DEFAULT;
        CREATE INDEX event_what ON app.event (what);
        CREATE TABLE public."Odd ""name"";" ("select" int, "a;b" text);
        CREATE VIEW app.books AS SELECT a.name, b.title FROM app.author a JOIN public.book b ON b.author = a.id;
        CREATE MATERIALIZED VIEW app.counted AS SELECT name, count(*) AS n FROM app.books GROUP BY 1;
        CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN NEW.name := NEW.name || ''; RETURN NEW; END; $f$;
        CREATE FUNCTION app.twice(n int) RETURNS int LANGUAGE sql RETURN n * 2;
        CREATE FUNCTION app.atomic(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN 1 ELSE 2 END; SELECT n; END;
        CREATE TRIGGER touch BEFORE UPDATE ON app.author FOR EACH ROW EXECUTE FUNCTION app.touch();
        CREATE RULE quiet AS ON DELETE TO public.book DO ALSO (NOTIFY gone; SELECT 1);
        ALTER TABLE app.author ENABLE ROW LEVEL SECURITY;
        CREATE POLICY everyone ON app.author USING (true);
        COMMENT ON TABLE app.author IS 'a; comment with ''quotes''
        and a second line \. ';
        GRANT SELECT ON app.author TO PUBLIC;
        INSERT INTO app.author (name, mail, mood, raw, tags, doc) SELECT 'name ' || i || E'\ttab \\ back \\. \n line \r return \x01 ä😀', 'a@b' || i, 'it''s; fine',
            decode('00ff5c0a', 'hex'), ARRAY['a,b', NULL, '"q"'], '{"k": "v\n"}' FROM generate_series(1, 20000) i;
        INSERT INTO app.author (name) VALUES (''), (E'\\N'), (E'\\.'), ('${not_a_placeholder}'), (E'-- turnstone: copy table=t file=x\n\\.\n');
        INSERT INTO public.book (author, title, price) SELECT i, NULLIF('title ' || i, 'title 7'), i FROM generate_series(1, 1000) i;
        INSERT INTO app.event SELECT i, '2025-06-01'::timestamptz + i * interval '1 day', 'what' FROM generate_series(1, 400) i;
        INSERT INTO public."Odd ""name"";" VALUES (1, E'\\.');
        REFRESH MATERIALIZED VIEW app.counted;
        SELECT setval('app.numbers', 4711);
        """;

    [Theory]
    [InlineData("--schema-only", "1MB")]
    [InlineData("--schema-only", "100B")]
    [InlineData("", "100MB")]
    [InlineData("", "100B")]
    [InlineData("--inserts", "100B")]
    [InlineData("--clean --if-exists", "1MB")]
    public async Task F34_A_dump_is_a_migration(string options, string keepText)
    {
        await using var comparison = await Comparison.StartAsync();
        await using var source = await comparison.CreateDatabaseAsync();
        await Comparison.RunAsync(source, [Source]);
        var words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var dump = await Psql.WholeDumpAsync(source.Uri, words);

        await using var target = await comparison.CreateDatabaseAsync();
        using var project = new TestProject(target).Write("turnstone.yaml", $"ledger: {{ keep_text: {keepText} }}\n").Write("V1__dump.sql", options == "--inserts" ? $"-- turnstone: placeholders=off eol=keep\n{dump}" : dump);
        var run = await project.RunAsync("apply");
        run.ExitCode.ShouldBe(0, run.Everything);

        var again = Psql.WithoutSecretWord(await Psql.WholeDumpAsync(target.Uri, words)).Split('\n');
        again.ShouldBe(Psql.WithoutSecretWord(dump).Split('\n'));
        (await project.RunAsync("apply")).Output.ShouldContain("nothing to do");
        (await project.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
    }
}
