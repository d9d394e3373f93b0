namespace Turnstone.Plans;

using System.Collections.Immutable;

/// <summary>Statements that stand or fall together: one transaction with its ledger row, or one statement that PostgreSQL wants alone.</summary>
/// <param name="Transaction">Whether the step commits together with its ledger row. Otherwise it holds one statement, written down as
/// started before it is sent.</param>
/// <param name="LockTimeoutMs">How long the step may wait for locks in one attempt, in milliseconds; 0 is without limit.</param>
/// <param name="StatementTimeoutMs">How long one statement may take, in milliseconds; 0 is without limit.</param>
/// <param name="Carried">Settings that earlier steps of the file made, made again before this one: each step begins in a known state, also
/// when an earlier one ran yesterday.</param>
public sealed record SqlStep(
    int Ordinal,
    int Line,
    string Digest,
    bool Transaction,
    long LockTimeoutMs,
    long StatementTimeoutMs,
    ImmutableArray<PlannedStatement> Carried,
    ImmutableArray<PlannedStatement> Statements) : Step(Ordinal, Line, Digest);
