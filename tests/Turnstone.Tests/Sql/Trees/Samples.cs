namespace Turnstone.Tests.Sql.Trees;

using Turnstone.Sql;

/// <summary>Statements that together have nearly all that a tree can have, and those of the repository's own files.</summary>
static class Samples
{
    /// <summary>Those that this file has.</summary>
    public static IReadOnlyList<StatementSlice> Written { get; } = StatementReader.ReadAll(Statements);

    static readonly Lazy<IReadOnlyList<StatementSlice>> Read = new(() =>
    [
        .. Written,
        .. Directory.GetFiles(Repository.Root, "*.sql", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/artifacts/", StringComparison.Ordinal))
            .SelectMany(file => StatementReader.ReadAll(File.ReadAllText(file).ReplaceLineEndings("\n"))),
    ]);

    public static IReadOnlyList<StatementSlice> All => Read.Value;

    const string Statements = """
        WITH RECURSIVE w (a, "B") AS MATERIALIZED (SELECT 1, b.c FROM s.t b WHERE x NOT IN (1, 2) UNION ALL SELECT * FROM w), v AS (DELETE FROM ONLY s.t USING u WHERE t.a = u.a RETURNING t.*)
            SELECT DISTINCT ON (a, b + 1) a AS one, count(*) FILTER (WHERE b > 0) OVER (PARTITION BY c, d ORDER BY e DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) two, (x).y[1:2].z, s.f(VARIADIC a => ARRAY[[1, 2], [3, 4]])
            FROM (a JOIN b USING (id) AS j LEFT JOIN (c CROSS JOIN d) k ON a.x = k.y) AS jj, LATERAL (SELECT 1) l (m), ROWS FROM (f(1) AS (a int, b text), g()) WITH ORDINALITY AS r,
                ((SELECT 1) UNION SELECT 2) q, (((SELECT 1)) UNION SELECT 2) r, ((e JOIN f ON true) AS ef NATURAL JOIN g), t TABLESAMPLE system (10) REPEATABLE (7), generate_series(1, 3) AS gs (n)
            WHERE a BETWEEN SYMMETRIC 1 AND 2 + 3 AND NOT b LIKE 'x%' ESCAPE '!' OR c IS NOT DISTINCT FROM d AND e = ANY ('{1}'::int[]) AND f > ALL (SELECT 1) AND EXISTS (SELECT) AND (a, b) OVERLAPS (c, d)
            GROUP BY GROUPING SETS ((), (a), CUBE (a, b), ROLLUP (c)), d HAVING sum(a) > 1 WINDOW w1 AS (w2 ORDER BY a), w2 AS (PARTITION BY b)
            ORDER BY 1 USING OPERATOR(pg_catalog.<), a COLLATE "C" LIMIT 10 OFFSET 5 ROWS FOR UPDATE OF a, b SKIP LOCKED FOR SHARE NOWAIT;
        (((SELECT a FROM b ORDER BY 1) INTERSECT TABLE ONLY (c)) EXCEPT VALUES (1, 2), (3, DEFAULT)) FETCH FIRST (2) ROWS ONLY;
        SELECT CASE a WHEN 1 THEN 2 ELSE 3 END, CASE WHEN a THEN b END, CAST(a AS numeric(3, 1)), timestamp(3) with time zone '2026-01-01', interval '1' day to second(2), interval(3) '1', double precision '1', s.typ 'x', numeric(1, 2) '3',
            extract(epoch FROM a), substring(a FROM 1 FOR 2), position('a' IN b), overlay(a PLACING b FROM 1 FOR 2), trim(LEADING 'x' FROM a), coalesce(a, b), nullif(a, b), greatest(1, 2), current_timestamp(3), session_user,
            a AT TIME ZONE 'UTC', a AT LOCAL, - + a, @ b, a || b || c, NOT NOT a, a ISNULL, a IS NOT JSON OBJECT WITH UNIQUE KEYS, a IS NFC NORMALIZED, ROW(1, 2), ROW(), (1, 2), array(SELECT 1), $1, $1[2].b, U&'d!0061' UESCAPE '!', E'a\n', X'1F', N'n',
            percentile_cont(0.5) WITHIN GROUP (ORDER BY a), string_agg(DISTINCT a, ',' ORDER BY b), grouping(a, b), xmlelement(NAME a, xmlattributes(b AS c), d), xmlforest(a AS b, c), json_object('a': 1, 'b' VALUE 2 ABSENT ON NULL), json_array(SELECT 1),
            json_arrayagg(a ORDER BY b) FILTER (WHERE c), json_objectagg(a: b) OVER (PARTITION BY d), json_value(a, '$.b' PASSING 1 AS x RETURNING int DEFAULT 1 ON EMPTY), collation for (a), (SELECT 1) + ((SELECT 2)), ((a)), a.b.c, t.*, *;
        SELECT * FROM xmltable('/a' PASSING b COLUMNS c int PATH 'd' DEFAULT 1 NOT NULL, n FOR ORDINALITY) x, json_table(a, '$' COLUMNS (b int PATH '$.b', NESTED PATH '$.c' COLUMNS (d text))) AS jt;
        WITH RECURSIVE t (a, b) AS (SELECT 1, 2) SEARCH DEPTH FIRST BY a, b SET o CYCLE a SET c TO 'y' DEFAULT 'n' USING p SELECT trim(BOTH FROM a), normalize(b, NFC), extract('day' FROM c) FROM db.s.t GROUP BY DISTINCT a;
        DELETE FROM t RETURNING WITH (OLD AS o, NEW AS "N") o.a;
        SELECT a INTO TEMP TABLE tt FROM b;
        INSERT INTO s.t AS x (a, b[1], c.d) OVERRIDING USER VALUE VALUES (1, DEFAULT, 'x'), (2, 3, 'y') ON CONFLICT (a, lower(b) COLLATE "C" text_ops) WHERE c > 0 DO UPDATE SET a = excluded.a, (b, c) = (SELECT 1, 2) WHERE t.x RETURNING a AS b, *;
        INSERT INTO t DEFAULT VALUES;
        INSERT INTO t SELECT * FROM u ON CONFLICT ON CONSTRAINT k DO NOTHING;
        UPDATE ONLY (t) SET a = 1, b[1] = DEFAULT FROM u JOIN v ON u.x = v.x WHERE CURRENT OF cur RETURNING old.a;
        UPDATE t u SET (a, b) = ROW(1, 2) WHERE u.a = 1;
        DELETE FROM t AS x USING u, v WHERE x.a = u.a;
        MERGE INTO t AS x USING (SELECT 1 AS a) y ON x.a = y.a WHEN MATCHED AND x.b > 1 THEN UPDATE SET b = 2 WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT (a, b) OVERRIDING SYSTEM VALUE VALUES (1, DEFAULT) WHEN MATCHED THEN DO NOTHING RETURNING merge_action(), x.*;
        CREATE TABLE IF NOT EXISTS s."T" (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 5 INCREMENT BY 2) PRIMARY KEY, a varchar(10)[] COLLATE "C" NOT NULL DEFAULT 'x'::text CHECK (a <> '') NO INHERIT,
            b int CONSTRAINT fk REFERENCES u (x) MATCH FULL ON DELETE SET NULL (b) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, c int GENERATED ALWAYS AS (b + 1) STORED, d text STORAGE external COMPRESSION lz4,
            LIKE v INCLUDING ALL EXCLUDING DEFAULTS, UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) WITH (fillfactor = 70) USING INDEX TABLESPACE ts, CONSTRAINT x EXCLUDE USING gist (a WITH =, lower(d) WITH OPERATOR(pg_catalog.&&)) WHERE (b > 0),
            FOREIGN KEY (a, b) REFERENCES s.w ON DELETE RESTRICT NOT VALID, CHECK (b > 0) NOT ENFORCED) INHERITS (p, q) PARTITION BY RANGE (a, lower(b) COLLATE "C" text_ops, (c + 1)) USING heap WITH (fillfactor = 70, toast.autovacuum_enabled = off) ON COMMIT DROP TABLESPACE ts;
        CREATE TEMP TABLE p1 PARTITION OF p (a WITH OPTIONS NOT NULL, CHECK (a > 0)) FOR VALUES FROM (1, MINVALUE) TO (10, MAXVALUE);
        CREATE TABLE p2 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 1);
        CREATE TABLE p3 PARTITION OF p DEFAULT;
        CREATE TABLE o OF typ (PRIMARY KEY (a));
        CREATE UNLOGGED TABLE c (a, b) WITH (fillfactor = 70) AS SELECT 1, 2 WITH NO DATA;
        CREATE TABLE e AS EXECUTE prepared (1, 'a');
        CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY s.t USING btree (a DESC NULLS LAST, lower(b) COLLATE "C" text_pattern_ops (x = 1), (a + b)) INCLUDE (c, d) NULLS NOT DISTINCT WITH (fillfactor = 70) TABLESPACE ts WHERE a > 0;
        ALTER TABLE IF EXISTS s.t * ADD COLUMN IF NOT EXISTS a int DEFAULT 1 NOT NULL, ADD CONSTRAINT x CHECK (a > 0) NOT VALID, ADD PRIMARY KEY USING INDEX i, ALTER a SET DEFAULT f(1), ALTER a DROP DEFAULT, ALTER a SET NOT NULL, ALTER COLUMN a TYPE numeric(3) COLLATE "C" USING a::numeric,
            ALTER a ADD GENERATED ALWAYS AS IDENTITY, ALTER a SET GENERATED BY DEFAULT SET INCREMENT 2 RESTART WITH 3, ALTER a DROP IDENTITY IF EXISTS, ALTER a SET STATISTICS -1, ALTER a SET (n_distinct = 5), ALTER a SET STORAGE plain, ALTER a SET EXPRESSION AS (b + 1), ALTER a DROP EXPRESSION,
            DROP COLUMN IF EXISTS b CASCADE, DROP CONSTRAINT c RESTRICT, VALIDATE CONSTRAINT d, ALTER CONSTRAINT e NOT DEFERRABLE, SET TABLESPACE ts, SET (fillfactor = 70), RESET (fillfactor), SET UNLOGGED, SET ACCESS METHOD heap, CLUSTER ON i, SET WITHOUT CLUSTER,
            ENABLE ALWAYS TRIGGER tr, DISABLE TRIGGER ALL, ENABLE RULE r, FORCE ROW LEVEL SECURITY, INHERIT p, NO INHERIT q, OF typ, NOT OF, OWNER TO CURRENT_USER, REPLICA IDENTITY USING INDEX i;
        ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1, NULL, 'x');
        ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;
        ALTER TABLE t RENAME COLUMN a TO b;
        ALTER VIEW IF EXISTS v RENAME TO w;
        ALTER MATERIALIZED VIEW m SET SCHEMA s;
        ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 100;
        ALTER FOREIGN TABLE ft ALTER a OPTIONS (SET x '1', DROP y), OPTIONS (ADD z '2');
        ALTER TYPE s.e ADD VALUE IF NOT EXISTS 'x' BEFORE 'y';
        ALTER TYPE e RENAME VALUE 'a' TO 'b';
        ALTER TYPE c ADD ATTRIBUTE a int COLLATE "C" CASCADE, DROP ATTRIBUTE IF EXISTS b, ALTER ATTRIBUTE d SET DATA TYPE text;
        CREATE TYPE e AS ENUM ('a', 'b');
        CREATE TYPE c AS (a int, b text COLLATE "C");
        CREATE TYPE r AS RANGE (subtype = float8, subtype_diff = s.f);
        CREATE DOMAIN s.d AS text COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT c CHECK (VALUE ~ '^a');
        ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID;
        CREATE OR REPLACE VIEW s.v (a, b) WITH (security_barrier) AS SELECT 1, 2 WITH LOCAL CHECK OPTION;
        CREATE RECURSIVE VIEW v (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM v;
        CREATE MATERIALIZED VIEW IF NOT EXISTS m (a) USING heap WITH (fillfactor = 70) TABLESPACE ts AS SELECT 1 WITH NO DATA;
        REFRESH MATERIALIZED VIEW CONCURRENTLY m;
        CREATE OR REPLACE FUNCTION s.f(IN a int DEFAULT 1, OUT b text, VARIADIC c s.t.x%TYPE) RETURNS SETOF record LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = s, pg_temp COST 10 AS $$ BEGIN END $$;
        CREATE FUNCTION g(a int) RETURNS TABLE (x int, y text) BEGIN ATOMIC SELECT a, 'x'; INSERT INTO t VALUES (a); END;
        CREATE PROCEDURE p(INOUT a int) LANGUAGE sql RETURN a + 1;
        ALTER FUNCTION f(int) RESET ALL;
        DROP FUNCTION IF EXISTS f(int, OUT text), g CASCADE;
        CREATE OR REPLACE TRIGGER tr BEFORE INSERT OR UPDATE OF a, b ON s.t REFERENCING OLD TABLE AS o NEW TABLE n FOR EACH ROW WHEN (old.a IS DISTINCT FROM new.a) EXECUTE FUNCTION s.f('x', 1, y);
        CREATE CONSTRAINT TRIGGER ct AFTER DELETE ON t FROM u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE f();
        CREATE RULE r AS ON UPDATE TO t WHERE old.a > 0 DO INSTEAD (UPDATE u SET a = 1; NOTIFY x; SELECT 1);
        CREATE POLICY p ON t AS RESTRICTIVE FOR UPDATE TO PUBLIC, r USING (a = current_user) WITH CHECK (b > 0);
        ALTER POLICY p ON t TO r USING (true);
        CREATE EVENT TRIGGER et ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION f();
        CREATE SCHEMA IF NOT EXISTS s AUTHORIZATION r;
        CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT 1 GRANT SELECT ON v TO r;
        CREATE SEQUENCE IF NOT EXISTS s.q AS bigint INCREMENT BY -1 MINVALUE 1 NO MAXVALUE CACHE 10 CYCLE OWNED BY s.t.a;
        CREATE EXTENSION IF NOT EXISTS x WITH SCHEMA s VERSION '1.2' CASCADE;
        CREATE STATISTICS s.st (ndistinct, mcv) ON a, (b + 1), lower(c) FROM t;
        CREATE AGGREGATE agg (int, text ORDER BY int) (sfunc = f, stype = int, initcond = '0');
        CREATE OPERATOR s.=== (leftarg = int, rightarg = int, function = f, commutator = OPERATOR(s.===), merges);
        CREATE OPERATOR CLASS oc DEFAULT FOR TYPE int USING btree FAMILY fam AS OPERATOR 1 < (int, int), FUNCTION 1 (int, int) f(int, int), STORAGE int;
        CREATE CAST (int AS text) WITH FUNCTION f(int) AS ASSIGNMENT;
        CREATE COLLATION IF NOT EXISTS co (provider = icu, locale = 'und');
        CREATE SERVER IF NOT EXISTS srv TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (host 'h', port '1');
        CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER SERVER srv OPTIONS (password 'x');
        CREATE FOREIGN TABLE ft (a int OPTIONS (x 'y') NOT NULL) INHERITS (p) SERVER srv OPTIONS (z 'w');
        IMPORT FOREIGN SCHEMA rs LIMIT TO (a, b) FROM SERVER srv INTO s OPTIONS (x 'y');
        CREATE PUBLICATION pub FOR TABLE t (a, b) WHERE (a > 0), ONLY u, TABLES IN SCHEMA s, CURRENT_SCHEMA WITH (publish = 'insert');
        CREATE SUBSCRIPTION sub CONNECTION 'host=h password=x' PUBLICATION p, q WITH (enabled = false);
        ALTER SUBSCRIPTION sub CONNECTION 'x';
        GRANT SELECT (a, b), UPDATE ON TABLE s.t, u TO r, PUBLIC WITH GRANT OPTION GRANTED BY CURRENT_USER;
        GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA s, t TO r;
        REVOKE GRANT OPTION FOR EXECUTE ON FUNCTION f(int), g FROM r CASCADE;
        GRANT a, b TO c WITH ADMIN OPTION;
        ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA s GRANT SELECT ON TABLES TO PUBLIC;
        CREATE ROLE r WITH LOGIN PASSWORD 'x' CONNECTION LIMIT 5 VALID UNTIL '2027-01-01' IN ROLE a, b;
        ALTER ROLE ALL IN DATABASE d SET search_path TO "a", 'b', c;
        COMMENT ON COLUMN s.t.a IS 'x';
        COMMENT ON CONSTRAINT c ON DOMAIN s.d IS NULL;
        COMMENT ON TRANSFORM FOR int LANGUAGE sql IS 'x';
        COMMENT ON OPERATOR s.+ (int, NONE) IS 'x';
        SECURITY LABEL FOR p ON TABLE t IS 'x';
        COPY s.t (a, b) FROM 'f' WITH (FORMAT csv, HEADER, FORCE_NULL (a), DELIMITER E'\t') WHERE a > 0;
        COPY (SELECT 1) TO PROGRAM 'gzip' CSV HEADER QUOTE AS '"';
        VACUUM (FULL, ANALYZE, PARALLEL 2) s.t (a, b), ONLY u;
        ANALYZE VERBOSE t (a);
        CLUSTER (VERBOSE) s.t USING i;
        REINDEX (VERBOSE) TABLE CONCURRENTLY s.t;
        LOCK TABLE ONLY s.t, u * IN SHARE ROW EXCLUSIVE MODE NOWAIT;
        TRUNCATE ONLY s.t, u RESTART IDENTITY CASCADE;
        EXPLAIN (ANALYZE, COSTS off, FORMAT json) UPDATE t SET a = 1;
        PREPARE q (int, text) AS SELECT $1, $2;
        EXECUTE q (1, 'x');
        DECLARE c NO SCROLL CURSOR WITH HOLD FOR SELECT 1;
        FETCH BACKWARD 5 FROM c;
        DO LANGUAGE plpgsql $$ BEGIN NULL; END $$;
        CALL s.p(1, b => 2);
        BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY NOT DEFERRABLE;
        SET LOCAL lock_timeout = '5s';
        SET TIME ZONE INTERVAL '1' HOUR TO MINUTE;
        SET CONSTRAINTS s.a, b DEFERRED;
        RESET ALL;
        ROLLBACK TO SAVEPOINT x;
        DROP TABLE IF EXISTS s.t, u CASCADE;
        DROP TRIGGER IF EXISTS tr ON s.t;
        DROP INDEX CONCURRENTLY IF EXISTS s.i, j;
        DROP CAST IF EXISTS (int AS text);
        DROP OPERATOR IF EXISTS s.+ (int, int), - (NONE, int);
        DROP OWNED BY r, CURRENT_USER;
        REASSIGN OWNED BY a, b TO c;
        ALTER DATABASE d WITH CONNECTION LIMIT 5;
        ALTER SYSTEM SET work_mem TO '1MB';
        ALTER SYSTEM RESET ALL;
        ALTER TEXT SEARCH CONFIGURATION s.c ADD MAPPING FOR word, asciiword WITH s.simple, english;
        ALTER OPERATOR FAMILY f USING btree ADD OPERATOR 1 < (int, int8);
        ALTER EXTENSION x ADD FUNCTION f(int);
        NOTIFY "Ch", 'payload';
        SELECT "we""ird", U&"d\0061ta", Größe FROM "select"."T";
        """;
}
