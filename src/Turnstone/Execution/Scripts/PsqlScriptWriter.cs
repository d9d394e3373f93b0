namespace Turnstone.Execution.Scripts;

using Turnstone.Approval;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Writes a plan as a script for psql that does what <see cref="Runner"/> would do.</summary>
/// <remarks>Like the runner it takes nothing less than an <see cref="ApprovedPlan"/>. What a run finds out while it goes, another lock to wait for or a view in the
/// way, a script does not: it stops.</remarks>
sealed class PsqlScriptWriter(StatementTexts texts, Identifier schema)
{
    public PsqlScript Write(ApprovedPlan approved)
    {
        var plan = WithoutTests(approved.Plan);
        var run = ScriptRun.Of(approved.Plan);
        var script = new PsqlText();
        var ledger = new LedgerWriter(schema, plan.Project, (Sql)$":turnstone_token", RunLock.KeyOf(plan.Project));
        WriteHead(script, plan, run);
        new PsqlOpening(script, plan, run, schema).Write(ledger);
        var steps = new PsqlStepWriter(script, plan, texts, ledger, run);
        foreach (var migration in plan.Migrations)
        {
            steps.Write(migration);
        }
        WriteEnd(script, plan, run, ledger);
        return new(approved.Plan, script.ToString());
    }

    /// <summary>The plan without what psql cannot judge: pgTAP's tests.</summary>
    public static Plan WithoutTests(Plan plan) => plan with
    {
        Migrations = [.. plan.Migrations.Where(migration => !migration.Steps.OfType<SqlStep>().Any(step => step.Tap))],
    };

    static void WriteHead(PsqlText script, Plan plan, ScriptRun run)
    {
        script.Comment($"Project {plan.Project}{(plan.Environment is { } environment ? $", environment {environment}" : "")}: {Count(plan)} to apply to PostgreSQL {plan.ServerVersion}, without Turnstone.");
        script.Line("--");
        script.Line("--   psql \"$URL\" -X -f plan.sql");
        script.Line("--");
        script.Line("-- Each step is one transaction with its row in the ledger. The first error stops the script: what is committed by then stands, and");
        script.Line("-- 'turnstone apply' goes on from there. It runs on the database that it was made for, and once.");
        script.Comment($"Plan {run.Plan}, written by Turnstone {RunOrigin.ToolVersionText}.");
        script.Line();
        // Whatever a psqlrc or an option said: each of these would make other transactions, or other statements, of what follows.
        script.Line("""
            \set ON_ERROR_STOP on
            \set ON_ERROR_ROLLBACK off
            \set AUTOCOMMIT on
            \set SINGLELINE off
            \set SINGLESTEP off
            \set FETCH_COUNT 0
            \set QUIET on
            \pset pager off
            """);
    }

    static void WriteEnd(PsqlText script, Plan plan, ScriptRun run, LedgerWriter ledger)
    {
        script.Line();
        script.Comment("The end of the run.");
        script.Clear();
        script.Add($"BEGIN");
        script.Ask(ledger.Append(run.Id, new RunClosedRow(EntryKind.RunClosed, "done", plan.Migrations.Count(Counts), null)));
        script.Add($"COMMIT");
        script.Ask($"SELECT pg_catalog.pg_advisory_unlock({RunLock.KeyOf(plan.Project)})");
        script.Say($"{Count(plan)} applied.");
    }

    static string Count(Plan plan) => plan.Migrations.Count(Counts) is var count && count == 1 ? "1 migration" : $"{count} migrations";

    static bool Counts(PlannedMigration migration) => migration.Kind is not (MigrationKind.Hook or MigrationKind.Assert);
}
