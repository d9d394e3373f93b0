namespace Turnstone.Execution.Scripts;

using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Steps;
using Turnstone.Text;

/// <summary>Writes a migration's steps, each with its row in the ledger.</summary>
sealed class PsqlStepWriter(PsqlText script, Plan plan, StatementTexts texts, LedgerWriter ledger, ScriptRun run)
{
    // What psql counts of these the runner does not: rows that are read.
    static readonly string[] OnlyRead = ["SELECT", "VALUES", "TABLE", "FETCH", "MOVE", "WITH"];

    public void Write(PlannedMigration migration)
    {
        foreach (var step in migration.Steps.OfType<SqlStep>())
        {
            script.Line();
            script.Comment($"{migration.Name}, step {step.Ordinal} of {migration.Of}: {step.File ?? migration.File}:{step.Line}");
            script.Say($"{migration.Name}  {migration.Description}{(migration.Of > 1 ? $", step {step.Ordinal} of {migration.Of}" : "")}");
            if (step.Transaction)
            {
                WriteTransaction(migration, step);
            }
            else
            {
                WriteAlone(migration, step);
            }
        }
        if (StepSession.MayLeaveSomething(migration))
        {
            script.AddRange([.. SessionState.Cleared, .. Leftovers.Dropping]);
        }
    }

    void WriteTransaction(PlannedMigration migration, SqlStep step)
    {
        WriteState(migration, step);
        script.Add($"BEGIN");
        var rows = WriteStatements(migration, step);
        script.AddRange(SessionState.BeforeLedger);
        var row = Done(migration, step, rows);
        script.AddRange(ledger.Texts(row, migration));
        Record(row, migration, rows == Rows.Counted ? Counted : null);
        script.Add($"COMMIT");
    }

    void WriteAlone(PlannedMigration migration, SqlStep step)
    {
        WriteState(migration, step);
        var recovery = step.Recovery;
        PsqlObstacles.Write(script, recovery);
        if (recovery?.Evidence is { } evidence)
        {
            script.Ask($"SELECT pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('evidence', ({evidence}))) AS known");
        }
        script.Clear();
        script.Add($"BEGIN");
        var started = StepRow.For(EntryKind.StepStarted, migration, step) with { Attempts = 1 };
        script.AddRange(ledger.Texts(started, migration));
        Record(started, migration, recovery?.Evidence is null ? null : (Sql)$":'turnstone_known'::pg_catalog.jsonb");
        script.Add($"COMMIT");
        WriteState(migration, step);
        script.Ask($"SELECT extract(epoch FROM pg_catalog.clock_timestamp()) AS began");
        var rows = WriteStatements(migration, step);
        PsqlObstacles.WriteHalfMade(script, recovery);
        script.Clear();
        script.Add($"BEGIN");
        Record(Done(migration, step, rows), migration, rows == Rows.Counted ? (Sql)$"{Spent} OPERATOR(pg_catalog.||) {Counted}" : Spent);
        script.Add($"COMMIT");
    }

    static StepRow Done(PlannedMigration migration, SqlStep step, Rows rows) =>
        StepRow.For(EntryKind.StepDone, migration, step) with { Attempts = 1, Rows = rows == Rows.Touched ? null : 0 };

    Rows WriteStatements(PlannedMigration migration, SqlStep step)
    {
        var rows = step.Statements.Any(Counts) ? Rows.Counted : Rows.None;
        if (rows == Rows.Counted)
        {
            script.Line(@"\set turnstone_rows 0");
        }
        var (mayHaveSet, mayEscape) = (!step.Carried.IsEmpty, MayEscape(step));
        foreach (var statement in texts.Read(migration, step))
        {
            if (step.Transaction && statement.Planned.MayBlock && mayHaveSet)
            {
                script.AddRange(SessionState.Bounds(step.LockTimeoutMs));
                mayHaveSet = false;
            }
            mayHaveSet |= MaySet(statement.Planned);
            if (statement.Planned.Assert)
            {
                PsqlAssert.Write(script, statement);
                continue;
            }
            var isCounted = script.AddWritten(statement.Text, mayEscape);
            if (statement.Rows is { } copied)
            {
                script.AddRows(RowsOf(migration, statement.Planned, copied));
            }
            if (Counts(statement.Planned))
            {
                rows = isCounted ? rows : Rows.Touched;
                script.Line(@"\set turnstone_rows :turnstone_rows ',' :ROW_COUNT");
            }
        }
        return rows;
    }

    static bool MayEscape(SqlStep step) => step.Carried.Concat(step.Statements).Any(statement => statement.Sql.Contains("standard_conforming_strings", StringComparison.OrdinalIgnoreCase));

    // What defines things runs nothing that sets something; a question or a block may.
    static bool MaySet(PlannedStatement statement) =>
        statement.ReportsRows || !new[] { "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE" }.Contains(statement.Verb.Split(' ')[0]);

    static bool Counts(PlannedStatement statement) => statement is { ReportsRows: true, Assert: false } && !OnlyRead.Contains(statement.Verb);

    static string RowsOf(PlannedMigration migration, PlannedStatement statement, TextReader rows)
    {
        using (rows)
        {
            var text = rows.ReadToEnd();
            return Digest.Of(text) == statement.Rows!.Sha256 ? text : throw StatementTexts.Outdated(statement.File ?? migration.File, statement.Line, statement.Column);
        }
    }

    void WriteState(PlannedMigration migration, SqlStep step)
    {
        script.Clear();
        script.Ask(StepSession.Of(migration, step, run.Name, plan.SearchPath, (PgVersion)plan.ServerVersion, step.LockTimeoutMs).Statement);
        foreach (var statement in step.Carried)
        {
            script.AddWritten(texts.Text(migration, statement), MayEscape(step));
        }
    }

    void Record(StepRow row, PlannedMigration migration, Sql? known)
    {
        script.Ask(ledger.Append(run.Id, row, known));
        foreach (var withdrawn in ledger.Withdraw(run.Id, row, migration))
        {
            script.Ask(withdrawn);
        }
    }

    static Sql Counted => $"pg_catalog.jsonb_build_object('rows', (SELECT pg_catalog.sum(rows) FROM pg_catalog.unnest(ARRAY[:turnstone_rows]::bigint[]) AS counted (rows)))";

    static Sql Spent => $"""
        pg_catalog.jsonb_build_object('execution_ms', pg_catalog.round((extract(epoch FROM pg_catalog.clock_timestamp()) - :turnstone_began) * 1000))
        """;

    /// <summary>What is known of the rows that a step touches.</summary>
    enum Rows
    {
        None,
        Counted,

        /// <summary>Not how many.</summary>
        Touched,
    }
}
