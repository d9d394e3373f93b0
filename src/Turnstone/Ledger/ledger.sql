-- The ledger, version 1. ${schema} is the quoted name of its schema.
CREATE TABLE ${schema}.ledger_version (
    version int NOT NULL,
    installed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    installed_by text NOT NULL
);

-- Who may write: the number rises with each taking of the lock, and a writer with an older one is refused.
CREATE TABLE ${schema}.fence (
    project text PRIMARY KEY,
    token bigint NOT NULL,
    run_id uuid NOT NULL
);

-- Which environment of the project's the database is, and where that may be found: what is elsewhere is a copy. Each claim is an entry too.
CREATE TABLE ${schema}.claim (
    project text PRIMARY KEY,
    environment text NOT NULL,
    hosts text[] NOT NULL,
    databases text[] NOT NULL,
    system_identifier text,
    claimed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    claimed_by text NOT NULL
);

-- Texts, each once. One that is long, or that is data, is kept as digest and length.
CREATE TABLE ${schema}.content (
    sha256 text PRIMARY KEY,
    length bigint NOT NULL,
    text text
);

-- What happened. The payload is what is hashed; what stands behind it are the parts of it that a run reads, so that reading ten
-- thousand rows takes no parsing. audit verify holds them against the payload.
CREATE TABLE ${schema}.entry (
    id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    run_id uuid NOT NULL,
    ordinal int NOT NULL,
    previous text,
    hash text NOT NULL,
    payload text NOT NULL,
    project text NOT NULL,
    kind text NOT NULL,
    type text,
    version text,
    step int,
    of int,
    description text,
    checksum text,
    digest text,
    execution_ms bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (run_id, ordinal)
);

CREATE FUNCTION ${schema}.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $refuse$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'TS003', HINT = 'Nothing that happened is ever edited; see turnstone audit verify.';
END
$refuse$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.entry
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${schema}.content
    FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_change();
-- Also under session_replication_role = replica, with which data migrations like to switch triggers off.
ALTER TABLE ${schema}.entry ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ${schema}.content ENABLE ALWAYS TRIGGER append_only;

-- The one way into the ledger. It refuses a writer that lost the run's lock (pg_advisory_unlock_all() and DISCARD ALL free it
-- silently) or was overtaken, so that the transaction around it cannot commit. pg_temp stands last in its search_path: left out it
-- would come first, and a temporary table called pg_locks would answer for the server.
CREATE FUNCTION ${schema}.append(project text, token bigint, lock_key bigint, run uuid, payload jsonb) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $append$
DECLARE
    last record;
    at timestamptz := clock_timestamp();
    body text;
    digest text;
BEGIN
    PERFORM FROM pg_locks held
        WHERE held.locktype = 'advisory' AND held.pid = pg_backend_pid() AND held.objsubid = 1
            AND held.classid = (lock_key >> 32 & 4294967295)::oid AND held.objid = (lock_key & 4294967295)::oid;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this session no longer holds the lock of its run' USING ERRCODE = 'TS002',
            HINT = 'Something in the migration freed it: pg_advisory_unlock_all() or DISCARD ALL.';
    END IF;
    PERFORM FROM ${schema}.fence f WHERE f.project = append.project AND f.token = append.token;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'another run took over' USING ERRCODE = 'TS001',
            HINT = 'This run waited longer than its connection lived; the newer run goes on.';
    END IF;
    SELECT e.ordinal, e.hash INTO last FROM ${schema}.entry e WHERE e.run_id = run ORDER BY e.ordinal DESC LIMIT 1;
    payload := jsonb_build_object('execution_ms', round(extract(epoch FROM at - transaction_timestamp()) * 1000))
        || payload
        || jsonb_build_object('project', project, 'run', run, 'ordinal', coalesce(last.ordinal, 0) + 1, 'at', at);
    body := payload::text;
    digest := encode(sha256(convert_to(coalesce(last.hash, '') || body, 'UTF8')), 'hex');
    INSERT INTO ${schema}.entry (run_id, ordinal, previous, hash, payload,
            project, kind, type, version, step, of, description, checksum, digest, execution_ms, at)
        VALUES (run, coalesce(last.ordinal, 0) + 1, last.hash, digest, body,
            project, payload ->> 'kind', payload ->> 'type', payload ->> 'version', (payload ->> 'step')::int, (payload ->> 'of')::int,
            payload ->> 'description', payload ->> 'checksum', payload ->> 'digest', (payload ->> 'execution_ms')::bigint, at);
    RETURN digest;
END
$append$;

CREATE VIEW ${schema}.run AS
SELECT opened.run_id, opened.project, opened.payload::jsonb ->> 'verb' AS verb,
    opened.payload::jsonb ->> 'environment' AS environment, opened.payload::jsonb ->> 'user' AS deployed_by,
    opened.payload::jsonb ->> 'database_user' AS database_user, opened.payload::jsonb ->> 'host' AS host,
    opened.payload::jsonb ->> 'tool_version' AS tool_version, opened.payload::jsonb ->> 'app_version' AS app_version,
    opened.payload::jsonb ->> 'git_commit' AS git_commit, opened.payload::jsonb ->> 'ci_build' AS ci_build,
    opened.payload::jsonb ->> 'image_digest' AS image_digest, opened.payload::jsonb ->> 'plan' AS plan,
    opened.at AS started_at, closed.at AS finished_at, closed.payload::jsonb ->> 'status' AS status
FROM ${schema}.entry opened
LEFT JOIN ${schema}.entry closed ON closed.run_id = opened.run_id AND closed.kind = 'run_closed'
WHERE opened.kind = 'run_opened';

CREATE VIEW ${schema}.step AS
SELECT run_id, id, project, kind, coalesce(type, 'versioned') AS type, version, step, of, payload::jsonb ->> 'file' AS file, digest, execution_ms,
    (payload::jsonb ->> 'lock_wait_ms')::bigint AS lock_wait_ms, (payload::jsonb ->> 'rows')::bigint AS rows,
    (payload::jsonb ->> 'attempts')::int AS attempts, at AS finished_at
FROM ${schema}.entry
WHERE step IS NOT NULL;

-- What was carried out whole, in its order: an undo is a row of its own, and so is every run of a repeatable.
CREATE VIEW ${schema}.migration AS
SELECT run_id, id, project, coalesce(type, 'versioned') AS type, version, description, payload::jsonb ->> 'file' AS file, checksum,
    payload::jsonb ->> 'content' AS content, payload::jsonb ->> 'author' AS author, payload::jsonb ->> 'ticket' AS ticket,
    at AS applied_at, execution_ms
FROM ${schema}.entry
WHERE kind IN ('step_done', 'step_marked_done', 'baselined') AND step = of AND coalesce(type, 'versioned') NOT IN ('hook', 'assert', 'repair');

-- What was running when.
CREATE VIEW ${schema}.schema_deployment_log AS
SELECT run.app_version, migration.version AS migration_version, migration.type, migration.applied_at AS deployed_at, run.deployed_by
FROM ${schema}.migration JOIN ${schema}.run USING (run_id);
