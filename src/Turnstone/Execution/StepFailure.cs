namespace Turnstone.Execution;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Steps;

/// <summary>Says of a failed step what failed, where, what state the database is in now, and what to type next.</summary>
/// <param name="again">What is typed to go on.</param>
sealed class StepFailure(StepFailedException failed, StepContext context, string again)
{
    bool EarlierStepsStand => failed.Step.Ordinal > 1;

    // Where one of a COPY's rows was refused.
    CopiedRows? Rows => failed.Error?.Row is null ? null : failed.Statement?.Rows;

    string File => Rows?.File ?? failed.Statement?.File ?? failed.Step.File ?? failed.Migration.File;

    public (FailureKind Kind, Diagnostic Diagnostic) Describe()
    {
        var kind = Kind();
        var (line, column) = Place();
        return (kind, Diagnostic.Error(Rule(kind), context.Masking.Mask(What()), File, context.Masking.Mask($"{State()}{Blockers()}{(failed.After is null ? "" : $"\n{failed.After}")}\n{Next(kind)}")).At(line, column) with { Details = Query() });
    }

    // The line that is shown holds all of a short one.
    string? Query() => failed is { Finding: not null, Statement: { } query } && query.Sql.Contains('\n', StringComparison.Ordinal) ? context.Masking.Mask(query.Sql) : null;

    FailureKind Kind() => failed switch
    {
        { Remains: Remains.Unknown } => FailureKind.StepFailed,
        { Error: null, IsLost: false, InnerException: OperationCanceledException } => IsHalfWay ? FailureKind.HalfWay : FailureKind.Stopped,
        { IsLost: true, Error: null } or { Error.SqlState: "TS001" or "25P03" or [.. "57P0", _] or [.. "080", _, _] } => Again(),
        { Overstep.Which: Overstep.Bound.Waiting or Overstep.Bound.Standing } => Again(),
        _ when RetryPolicy.MayPass(failed) => Again(),
        // Somebody ended the statement (pg_cancel_backend): that says nothing against it.
        { Error.SqlState: PostgresErrorCodes.QueryCanceled, Overstep: null, Step.StatementTimeoutMs: 0 } => Again(),
        _ => FailureKind.StepFailed,
    };

    // Whether the next run has something to finish.
    bool IsHalfWay => EarlierStepsStand || failed.Remains == Remains.Recoverable;

    FailureKind Again() => IsHalfWay ? FailureKind.HalfWay : FailureKind.Unavailable;

    string Rule(FailureKind kind) => kind switch
    {
        FailureKind.Stopped or FailureKind.HalfWay => "stopped",
        FailureKind.Unavailable => "unavailable",
        _ => failed.Finding is null ? "step-failed" : "assert-failed",
    };

    string What()
    {
        var what = failed.About is { } about ? about : failed.Statement is { } statement ? statement.Verb : $"The end of step {failed.Step.Ordinal}";
        what = failed.Migration.Kind == MigrationKind.Repair ? $"The {failed.Migration.Name}: {what}" : what;
        return failed switch
        {
            { Finding: { } finding } => $"{finding}.",
            { Overstep: { } overstep } => $"{what} was ended: it {overstep.Why}{Attempts()}.",
            { Error: { } error } => $"{what} failed: {error.Message} (SQLSTATE {error.SqlState}){Within(error)}{OfTrigger()}{Attempts()}.{Detail(error)}{Hint(error)}",
            { InnerException: OperationCanceledException } => $"Step {failed.Step.Ordinal} of {failed.Migration.Name} was cut off by a signal.",
            { IsLost: false, InnerException: { } cause } => $"{what} failed: {cause.Message}.",
            { InnerException: var cause } => $"The connection was lost in step {failed.Step.Ordinal} of {failed.Migration.Name}: {cause?.Message}",
        };
    }

    string Blockers() => RetryPolicy.WaitsInVain(failed, context.Limits.OnBlocker)
        ? "\nIt waits for a vacuum against transaction number wraparound, which does not give way: wait until it is through, or vacuum the table at a quiet hour before, or: --on-blocker cancel-autovacuum."
        : failed.Blockers.IsEmpty || !RetryPolicy.MayPass(failed) ? "" : $"\nIn the way: {string.Join("; ", failed.Blockers)}.";

    string Attempts() => failed.Attempts > 1 ? $", after {failed.Attempts} attempts" : "";

    static string Within(ServerError error) => error.Places is [{ IsBlock: false } innermost, ..] ? $" in {innermost}" : "";

    string OfTrigger() => failed.Trigger is { } trigger ? $", of {trigger}" : "";

    static string Detail(ServerError error) => error.Detail is { } detail ? $" {detail.ReplaceLineEndings(" ").TrimEnd('.')}." : "";

    // CASCADE would take away what nobody named.
    static string Hint(ServerError error) => error.Hint is { } hint && error.Detail is null ? $" The server's hint: {hint}" : "";

    string State()
    {
        if (failed.Migration.Kind == MigrationKind.Assert)
        {
            return "The asserts changed nothing; what was applied stands.";
        }
        var before = failed.Migration.Kind switch
        {
            MigrationKind.Undo => " What was taken back before stays taken back.",
            MigrationKind.Repair => " What was repaired before stays repaired.",
            _ => EarlierStepsStand ? " Its steps before this one stand." : " The migrations before it stand.",
        };
        return failed.Remains switch
        {
            Remains.Unknown => "The statement runs outside a transaction, so part of it may stand; the ledger has it as begun.",
            Remains.Recoverable => $"The statement runs outside a transaction, so part of it may stand; the next apply finds out and clears it.{failed.Step.Recovery?.Meanwhile}{before}",
            Remains.AllOrNothing => $"The step commits together with its row in the ledger, so the next apply knows whether it happened.{before}",
            _ when failed.Step.Transaction => $"The step was rolled back; nothing of it stands.{before}",
            _ => $"The statement runs outside a transaction; nothing of it is left.{before}",
        };
    }

    string Next(FailureKind kind)
    {
        var step = $"{failed.Migration.Version ?? failed.Migration.Name}:{failed.Step.Ordinal}";
        return (kind, failed.Error?.SqlState) switch
        {
            (FailureKind.StepFailed, not PostgresErrorCodes.InsufficientPrivilege) when failed.Migration.Kind == MigrationKind.Repair =>
                $"Correct what the server complains about; then: {again}",
            (FailureKind.StepFailed, _) when failed.ByHand is { } byHand => $"{byHand}; then: {again}",
            (FailureKind.StepFailed, _) when failed.Finding is not null => $"Correct the data, or {File}; then: {again}",
            (FailureKind.StepFailed, PostgresErrorCodes.ReadOnlySqlTransaction) when failed.Statement is { Assert: true } =>
                $"An assert only reads: take what writes out of {File}; then: {again}",
            (FailureKind.StepFailed, _) when failed.Remains == Remains.Nothing && failed.Trigger is { } trigger =>
                $"It refuses what the file may well be right about: ask {trigger.Owner}, whose it is; then: {again}",
            (FailureKind.StepFailed, PostgresErrorCodes.ActiveSqlTransaction or PostgresErrorCodes.InvalidTransactionTermination) =>
                "Write '-- turnstone: transaction=none' at the top of the file: this statement cannot run in a transaction.",
            (FailureKind.StepFailed, _) when failed.Remains == Remains.Unknown =>
                $"Look whether it happened, clear what is half-made, then: turnstone apply --redo {step} --reason \"…\" (run it again) or --mark-done {step} --reason \"…\" (it is done).",
            (FailureKind.StepFailed, _) when failed.Overstep is { Which: Overstep.Bound.Holding } =>
                $"Do it in smaller steps, or at a quiet hour with '-- turnstone: max_hold=…' at the top of the file (or 'settings: {{ max_hold: … }}'); then: {again}",
            (FailureKind.StepFailed, PostgresErrorCodes.InsufficientPrivilege) =>
                $"Grant what is missing, or run as the owner; then: {again}",
            (FailureKind.StepFailed, PostgresErrorCodes.DiskFull) => $"Free disk space on the server; then: {again}",
            (FailureKind.StepFailed, PostgresErrorCodes.ReadOnlySqlTransaction) => $"The server takes no writes: give the primary's address; then: {again}",
            (FailureKind.StepFailed, "TS002") => $"Take pg_advisory_unlock_all() or DISCARD ALL out of the migration; then: {again}",
            (FailureKind.StepFailed, _) => $"Correct {failed.AboutFile ?? File}; then: {again}",
            _ => $"To go on: {again}",
        };
    }

    (int Line, int Column) Place()
    {
        if (failed.Statement is not { } statement)
        {
            return (failed.Step.Line, 1);
        }
        if (Rows is { } rows)
        {
            return (rows.Line + failed.Error!.Row!.Value - 1, 1);
        }
        return Position(failed.Error, statement) is > 0 and var position
            ? context.Texts.Place(failed.Migration, statement, position)
            : (statement.Line, statement.Column);
    }

    int Position(ServerError? error, PlannedStatement statement) => error switch
    {
        { Position: > 0 } => error.Position,
        { Places: [.., { IsBlock: true } block] } => PositionInBody(context.Texts.Text(failed.Migration, statement), block.Line),
        _ => 0,
    };

    static int PositionInBody(string statement, int line)
    {
        var reader = new TokenReader(statement);
        while (!reader.AtEnd && reader.Kind is not (TokenKind.DollarString or TokenKind.String))
        {
            reader.Next();
        }
        var offset = reader.Current.Span.Start;
        for (; line > 1 && statement.IndexOf('\n', offset) is >= 0 and var end; line--)
        {
            offset = end + 1;
        }
        return statement[..offset].EnumerateRunes().Count() + 1;
    }
}
