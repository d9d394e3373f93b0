namespace Turnstone.Cli.Rendering;

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Turnstone.Cli.Rendering.Plans;
using Turnstone.Migrations;
using Turnstone.Plans;

/// <summary>Shows a plan: every step with its exact SQL.</summary>
static class PlanRenderer
{
    /// <param name="write">Writes members of the JSON document beside the plan's own.</param>
    public static ExitCode Show(Invocation invocation, Plan? plan, Action<Utf8JsonWriter>? write = null)
    {
        var report = invocation.Report;
        if (plan is null)
        {
            return report.End();
        }
        report.Line(plan.IsEmpty
            ? $"{report.Project} on {report.Target}: nothing to do."
            : $"{report.Project} on {report.Target}, PostgreSQL {plan.ServerVersion}: {Counts(plan)}. Nothing is written.");
        foreach (var migration in plan.Migrations)
        {
            report.Line();
            report.Line(migration.Kind == MigrationKind.Assert ? migration.Name : $"{migration.Name}{(migration.Version is null ? "" : $"  {migration.Description}")}  ({migration.File})");
            foreach (var step in migration.Steps.OfType<SqlStep>())
            {
                Show(report, migration, step);
            }
        }
        return End(report, plan, write);
    }

    /// <summary>Ends with the plan's own document, where one was asked for.</summary>
    public static ExitCode End(Report report, Plan plan, Action<Utf8JsonWriter>? write) => report.End(json =>
    {
        Write(json, plan);
        write?.Invoke(json);
    });

    static string Counts(Plan plan)
    {
        var back = plan.Migrations.Count(migration => migration.Kind == MigrationKind.Undo);
        var forth = plan.Migrations.Count(migration => migration.Kind is not (MigrationKind.Undo or MigrationKind.Hook or MigrationKind.Assert));
        var asserts = plan.Migrations.Count(migration => migration.Kind == MigrationKind.Assert);
        return string.Join(", ", new[] { back > 0 ? $"{back} to take back" : "", forth > 0 ? $"{forth} to apply" : "", asserts > 0 ? $"{RunDocument.Count(asserts, "file")} of asserts to check" : "" }.Where(text => text.Length > 0));
    }

    static void Show(Report report, PlannedMigration migration, SqlStep step)
    {
        var limits = step.LockTimeoutMs == 0 ? "no lock timeout" : $"lock timeout {RunRenderer.Milliseconds(step.LockTimeoutMs)}";
        report.Line($"  step {step.Ordinal} of {migration.Of}: {Kind(step)}, {limits}");
        if (step.Range is { } range)
        {
            report.Line($"    {step.File ?? migration.File}:{step.Line}");
            report.Line(string.Create(CultureInfo.InvariantCulture,
                $"      {range.Verb}{(range.Count == 1 ? "" : $" … {range.Count:#,0} statements")}, {ProgressBar.Bytes(range.Length)}, sha256 {step.Digest[..12]}"));
            ShowLocks(report, range.Locks);
        }
        foreach (var statement in step.Statements)
        {
            report.Line($"    {statement.File ?? migration.File}:{statement.Line}{(statement.Assert ? $"  assert{(statement.Name is { } name ? $": {name}" : "")}" : "")}");
            foreach (var line in statement.Sql.Split('\n'))
            {
                report.Line($"      {line}");
            }
            if (statement.Rows is { } rows)
            {
                report.Line($"      {ProgressBar.Bytes(rows.Length)} of rows from {rows.File ?? migration.File}:{rows.Line}, sha256 {rows.Sha256[..12]}");
            }
            ShowLocks(report, statement.Locks);
        }
    }

    static void ShowLocks(Report report, ImmutableArray<PlannedLock>? locks)
    {
        if (locks is { IsEmpty: false } some)
        {
            report.Line($"      {PlanLocks.Words(some)}");
        }
    }

    public static string Kind(SqlStep step) => step switch
    {
        { Tap: true } => "pgTAP's tests, in a transaction that is rolled back",
        { Transaction: true } => "one transaction with its ledger row",
        _ => "outside a transaction, recorded before and after",
    };

    // The members of the plan's own document stand beside the report's, as they do in the file.
    public static void Write(Utf8JsonWriter json, Plan plan)
    {
        json.WriteString("digest", PlanFile.Digest(plan));
        using var document = JsonDocument.Parse(PlanFile.Write(plan));
        foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name != "sha256"))
        {
            member.WriteTo(json);
        }
    }
}
