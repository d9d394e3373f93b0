namespace Turnstone.Cli.Rendering;

using System.Diagnostics;
using System.Text.Json;
using Turnstone.Plans;
using Turnstone.Steps;

/// <summary>Shows a run's events as lines of JSON, as they come: <c>docs/events.md</c> is their contract.</summary>
sealed class EventWriter(Report report)
{
    public void Write(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.Connecting { Retry: var retry }:
                Say("connecting", json =>
                {
                    json.WriteString("address", retry.Address);
                    json.WriteString("reason", retry.Reason);
                    json.WriteTime("waited_ms", retry.Waited);
                    json.WriteTime("deadline_ms", retry.Deadline);
                });
                break;
            case RunEvent.WaitingForRun { Holder: var holder }:
                Say("waiting_for_run", json => json.Write("holder", holder));
                break;
            case RunEvent.Started begun:
                report.Run = begun.RunId;
                Say("started", json =>
                {
                    json.WriteNumber("migrations", begun.Migrations);
                    json.WriteNumber("steps", begun.Steps);
                });
                break;
            case RunEvent.MigrationStarted { Migration: var migration }:
                Say("migration_started", migration, json => json.WriteNumber("steps", migration.Steps.Length));
                break;
            case RunEvent.StepStarted one:
                Say("step_started", one.Migration, one.Step, json =>
                {
                    json.WriteOptional("verb", (one.Step as SqlStep)?.Verb);
                    json.WriteBoolean("transaction", one.Step is SqlStep { Transaction: true });
                });
                break;
            case RunEvent.StepProgress one:
                Say("step_progress", one.Migration, one.Step, json =>
                {
                    json.WriteNumber("sent_bytes", one.Sent);
                    json.WriteNumber("total_bytes", one.Length);
                    json.WriteTime("elapsed_ms", one.Elapsed);
                });
                break;
            case RunEvent.StepWorking one:
                Say("step_working", one.Migration, one.Step, json =>
                {
                    json.Write("progress", one.Progress);
                    json.WriteTime("elapsed_ms", one.Elapsed);
                });
                break;
            case RunEvent.StepWaiting { Wait: var wait } one:
                Say("step_waiting", one.Migration, one.Step, json =>
                {
                    json.WriteString("object", wait.Object);
                    json.WriteString("mode", wait.Mode);
                    json.WriteTime("waited_ms", wait.Waited);
                    json.Write("blockers", wait.Blockers);
                });
                break;
            case RunEvent.StepRetried one:
                Say("step_retried", one.Migration, one.Step, json =>
                {
                    json.WriteNumber("attempt", one.Attempt);
                    json.WriteString("sqlstate", one.Error.SqlState);
                    json.WriteString("message", one.Error.Message);
                    json.WriteTime("pause_ms", one.Pause);
                    json.Write("blockers", one.Blockers);
                });
                break;
            case RunEvent.StepRecovered one:
                Say("step_recovered", one.Migration, one.Step, json => json.WriteString("what", one.What));
                break;
            case RunEvent.StatementFinished { Result: var took } one:
                Say("statement_finished", one.Migration, one.Step, json => json.Write("statement", took));
                break;
            case RunEvent.StepCancelled one:
                Say("step_cancelled", one.Migration, one.Step, json => json.WriteString("why", one.Why));
                break;
            case RunEvent.Reconnected one:
                Say("reconnected", json => json.WriteTime("after_ms", one.After));
                break;
            case RunEvent.ViewsReplaced one:
                Say("views_replaced", one.Migration, one.Step, json => json.Write("views", one.Views));
                break;
            case RunEvent.ServerSaid one:
                Say("server_said", json =>
                {
                    json.WriteString("severity", one.Severity);
                    json.WriteString("message", one.Message);
                });
                break;
            case RunEvent.LeftBehind one:
                Say("left_behind", one.Migration, json => json.Write("what", one.What));
                break;
            case RunEvent.StepFinished { Result: var took } one:
                Say("step_finished", one.Migration, one.Step, json =>
                {
                    json.WriteNumber("execution_ms", took.ExecutionMs);
                    json.WriteNumber("lock_wait_ms", took.LockWaitMs);
                    json.WriteNumber("rows", took.Rows);
                    json.WriteNumber("attempts", took.Attempts);
                    json.WriteOptional("skipped", took.Skipped);
                    json.Write("left_out", took.LeftOut.Select(view => view.Name));
                    json.Write("statements", took.Statements);
                });
                break;
            case RunEvent.MigrationFinished one:
                Say("migration_finished", one.Migration, json => json.WriteNumber("execution_ms", one.ExecutionMs));
                break;
            case RunEvent.StopRequested one:
                Say("stop_requested", json =>
                {
                    json.WriteString("signal", one.Signal);
                    json.WriteTime("grace_ms", one.Grace);
                });
                break;
            default:
                throw new UnreachableException($"no such event: {happened.GetType()}");
        }
    }

    void Say(string name, Action<Utf8JsonWriter> members) => report.Event(name, members);

    void Say(string name, PlannedMigration migration, Action<Utf8JsonWriter> members) => Say(name, json =>
    {
        json.Write(migration);
        json.WriteString("file", migration.File);
        members(json);
    });

    void Say(string name, PlannedMigration migration, Step step, Action<Utf8JsonWriter> members) => Say(name, json =>
    {
        json.Write(migration);
        json.WriteNumber("ordinal", step.Ordinal);
        json.WriteNumber("of", migration.Of);
        json.WriteString("file", step.File ?? migration.File);
        json.WriteNumber("line", step.Line);
        members(json);
    });
}
