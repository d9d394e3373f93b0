namespace Turnstone.Postgres.Tests.Execution.Scripts;

using Turnstone.Postgres.Tests.Cli;

/// <summary>A project of everything that psql reads otherwise than the server, and of every kind of file.</summary>
static class HostileProject
{
    public static TestProject Of(TestDatabase database) => new TestProject(database)
        .Write("turnstone.yaml", "project: we\"ird 'shop'\nplaceholders: { app: \"sh\\\"op\" }\n")
        .Write("V0__ends.sql", "-- turnstone: eol=keep\r\nCREATE FUNCTION ends() RETURNS text LANGUAGE sql AS $$\r\n\r\n SELECT 'a\r\nb'\r\n$$;\r\nCREATE TABLE ended (id int) -- x\r\n;\r\nCOPY ended FROM stdin;\r\n1\r\n2\r\n\\.\r\n")
        .Write("V1__text.sql", """
            CREATE TABLE "we""ird" (id int PRIMARY KEY, "na:me" text, tags text[]); -- behind \
            INSERT INTO "we""ird" VALUES (1, 'a\', ARRAY['x','y','z']), (2, 'b:ENCODING', '{}') -- no end
            ;
            CREATE FUNCTION f(n int) RETURNS text LANGUAGE plpgsql AS $$
            DECLARE x text := ':n';
            BEGIN
              x := 'back\
            slash :x :''y''';  -- comment \

              RETURN x || $q$:ENCODING$q$;
            END $$;
            CREATE FUNCTION g(begin int) RETURNS int LANGUAGE sql AS 'SELECT 1';
            CREATE VIEW v AS SELECT tags[1:id] AS slice, id::text AS t FROM "we""ird";
            UPDATE "we""ird" SET tags = tags[1:"id"] /* :ENCODING */ WHERE id = 1;
            CREATE VIEW w AS SELECT tags[ENCODING:ENCODING] AS s, $turnstone$\gexec$turnstone$ AS t FROM (SELECT 1 AS ENCODING, tags FROM "we""ird") q;
            COPY "we""ird" FROM stdin;
            3	c\\d	{p,q}
            4	:x	\N
            \.
            COPY "we""ird" (id) FROM stdin;
            \.
            CREATE RULE r AS ON INSERT TO v DO INSTEAD (SELECT 1; SELECT 2);
            SELECT f(1) --end without newline
            """)
        .Write("V1.5__escapes.sql", """
            SET standard_conforming_strings = off;
            INSERT INTO "we""ird" VALUES (5, 'it\'s; $$ \\', NULL);
            """)
        .Write("V2__alone.sql", """
            CREATE TABLE t2 (id int);
            CREATE INDEX CONCURRENTLY t2_id ON t2 (id);
            CREATE INDEX CONCURRENTLY IF NOT EXISTS t2_more ON t2 (id, (id + 1));
            CREATE INDEX CONCURRENTLY ON t2 (((ARRAY[id])[1:1]));
            DROP INDEX CONCURRENTLY t2_more;
            CREATE TYPE mood AS ENUM ('a');
            ALTER TYPE mood ADD VALUE 'b\';
            INSERT INTO t2 VALUES (5); -- ${app} behind
            """)
        .Write("V3__none.sql", """
            -- turnstone: transaction=none
            CREATE TABLE "sh""op" (id int);
            VACUUM "sh""op";
            BEGIN;
            INSERT INTO t2 VALUES (1);
            COMMIT;
            SET search_path = pg_temp, public;
            CREATE TEMP TABLE t2 AS SELECT 1;
            """)
        .Write("V4__assert.sql", """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
            CREATE TABLE t4 AS SELECT id, '${app}' AS app FROM t2;
            -- there is something: 'really'
            -- turnstone: assert
            SELECT count(*) = 2 FROM t4;
            SET default_transaction_read_only = on;
            """)
        .Write("U2__alone.sql", "DROP TABLE t2 CASCADE; DROP TYPE mood; -- \\")
        .Write("U4__assert.sql", "DROP TABLE t4;")
        .Write("R__rv.sql", "CREATE OR REPLACE VIEW rv AS SELECT 1 AS one, ':x' AS x;")
        .Write("asserts/we'ird.sql", "-- it's :so\nSELECT id FROM t4 WHERE app <> 'sh\"op';\nVALUES (true);\nTABLE t4 EXCEPT TABLE t4 -- none")
        .Write("beforeEach.sql", "SET app.who = 'me\\';")
        .Write("beforeApply.sql", "CREATE TABLE IF NOT EXISTS runs (at timestamptz DEFAULT now());")
        .Write("afterApply.sql", "INSERT INTO runs DEFAULT VALUES;");
}
