namespace Turnstone.Execution.Scripts;

using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The beginning of a script: what has to be so, the run's lock, the ledger, the run's first row.</summary>
sealed class PsqlOpening(PsqlText script, Plan plan, ScriptRun run, Identifier schema)
{
    readonly LedgerOpening opening = new(schema, plan.Project);
    readonly LedgerScript tables = new(schema);
    readonly long key = RunLock.KeyOf(plan.Project);

    public void Write(LedgerWriter ledger)
    {
        script.Line();
        script.Comment("Whether this is the database that the plan was made for, as it was then; and the lock of the project's runs.");
        script.Clear();
        script.Line(@"\set SHOW_CONTEXT never");
        script.Do(Guard());
        script.Line(@"\set SHOW_CONTEXT errors");
        if (plan.LedgerHead is null)
        {
            WriteTables();
        }
        script.Line();
        script.Comment("The run's first row. Whoever wrote before and is still alive is fenced off; runs that never ended are closed.");
        WriteIdentity();
        script.Add($"BEGIN");
        script.Ask(opening.TakeFence(run.Guid));
        script.Ask($"SELECT pg_catalog.count(turnstone_appended) AS left FROM (SELECT ({ledger.Append((Sql)$"unclosed.run_id::uuid", LedgerOpening.Abandoned)}) AS turnstone_appended FROM ({opening.Unclosed}) AS unclosed (run_id)) AS closed");
        script.Ask(ledger.Append(run.Id, new RunOpenedRow(EntryKind.RunOpened, "apply", "", "", "", RunOrigin.ToolVersionText, "", run.Plan, plan.Environment,
            null, null, null, null, null, 0, null, null), Found()));
        script.Add($"COMMIT");
    }

    // Under the lock from where it is taken; a guard that holds lets go of it, as psql may live on.
    Sql Guard() => $"""
        DECLARE
            turnstone_trouble text;
            turnstone_help text := 'Nothing was changed. Make the script anew: turnstone plan --format sql';
            turnstone_head text;
            turnstone_some text;
        BEGIN
            IF pg_catalog.transaction_timestamp() <> pg_catalog.statement_timestamp() THEN
                turnstone_trouble := 'This script makes its own transactions, and one is open already.';
                turnstone_help := 'Nothing was changed. Run it without --single-transaction.';
            ELSIF least(pg_catalog.current_setting('server_version_num')::int / 10000, {(int)PgVersion.V18}) <> {plan.ServerVersion} THEN
                turnstone_trouble := pg_catalog.format('The plan was made for PostgreSQL %s; this is %s.', {plan.ServerVersion}, pg_catalog.current_setting('server_version'));
            ELSIF NOT pg_catalog.pg_try_advisory_lock({key}) THEN
                turnstone_trouble := {Literal.Of($"Another run of project '{plan.Project}' is at work.")};
                turnstone_help := 'Nothing was changed. Wait for it; then turnstone status shows what there is to do.';
            ELSE
                IF pg_catalog.to_regclass({Literal.Of(opening.Table("ledger_version").ToString())}) IS NOT NULL THEN
                    SELECT hash INTO turnstone_head FROM ({opening.Last}) AS last;
                    IF (SELECT pg_catalog.max(version) FROM {opening.Table("ledger_version")}) <> {tables.Current} THEN
                        turnstone_trouble := 'The ledger is of another version than the one that this script writes.';
                    ELSIF EXISTS (SELECT FROM {opening.Table("entry")} WHERE run_id = {run.Id}) THEN
                        turnstone_trouble := 'This script has run here before.';
                        turnstone_help := 'Nothing was changed. turnstone status shows what stands; to go on: turnstone plan --format sql makes another.';
                    ELSIF turnstone_head IS DISTINCT FROM {Literal.Of(plan.LedgerHead)} THEN
                        turnstone_trouble := 'The plan was made after another history than this database has: something ran since, or it is another database.';
                    END IF;
                {(plan.LedgerHead is null ? IsEmpty() : HasNone())}
                END IF;
                IF turnstone_trouble IS NOT NULL THEN
                    PERFORM pg_catalog.pg_advisory_unlock({key});
                END IF;
            END IF;
            IF turnstone_trouble IS NOT NULL THEN
                RAISE EXCEPTION USING MESSAGE = turnstone_trouble, HINT = turnstone_help;
            END IF;
        END
        """;

    static Sql HasNone() => $"""
        ELSE
                    turnstone_trouble := 'This database has no ledger: it is not the one that the plan was made for.';
        """;

    static Sql IsEmpty() => $"""
        ELSE
                    SELECT pg_catalog.string_agg(found.name, ', ') INTO turnstone_some FROM ({UserObjects.Some}) AS found (name);
                    turnstone_trouble := 'This database holds objects that no ledger knows of: ' || turnstone_some;
                    turnstone_help := 'Nothing was changed. Is it the right database? If the files made them: turnstone baseline';
        """;

    void WriteTables()
    {
        script.Line();
        script.Comment("The ledger, where there is none yet.");
        script.Ask($"""
            SELECT pg_catalog.to_regclass({Literal.Of(opening.Table("ledger_version").ToString())}) IS NULL AS is_new,
                pg_catalog.to_regnamespace({Literal.Of(schema.ToString())}) IS NULL AS has_no_schema
            """);
        script.Line(@"\if :turnstone_is_new");
        script.Add($"BEGIN");
        script.Line(@"\if :turnstone_has_no_schema");
        script.Add($"CREATE SCHEMA {schema}");
        script.Line(@"\endif");
        script.AddRange(tables.From(0));
        script.Add($"COMMIT");
        script.Line(@"\endif");
    }

    // A statement that only names the function is refused to a role that may not call it.
    void WriteIdentity()
    {
        script.Ask($"SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS may_identify");
        script.Line(@"\set turnstone_system ''");
        script.Line(@"\if :turnstone_may_identify");
        script.Ask($"SELECT system_identifier AS system FROM pg_catalog.pg_control_system()");
        script.Line(@"\endif");
    }

    // What only the server knows that the script runs on.
    Sql Found() => $"""
        (
            WITH last (run_id, hash) AS ({opening.Last})
            SELECT pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
                'user', pg_catalog.concat(session_user, ' (psql)'), 'host', coalesce(pg_catalog.host(pg_catalog.inet_client_addr()), 'local socket'),
                'database_user', current_user, 'server_version', pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1),
                'system_identifier', nullif(:'turnstone_system', ''),
                'timeline', CASE WHEN pg_catalog.to_regproc('aurora_version') IS NULL
                    THEN ('x' || pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 1, 8))::bit(32)::int ELSE 0 END,
                'previous_run', (SELECT run_id FROM last), 'previous_head', (SELECT hash FROM last))))
        """;
}
