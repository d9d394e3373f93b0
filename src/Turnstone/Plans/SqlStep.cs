namespace Turnstone.Plans;

using System.Collections.Immutable;
using System.Text.Json.Serialization;

/// <summary>Statements that stand or fall together: one transaction with its ledger row, or one statement that PostgreSQL wants alone.</summary>
/// <param name="Transaction">Whether the step commits together with its ledger row. Otherwise it holds one statement, written down as
/// started before it is sent.</param>
/// <param name="LockTimeoutMs">How long the step may wait for locks in one attempt, in milliseconds; 0 is without limit.</param>
/// <param name="StatementTimeoutMs">How long one statement may take, in milliseconds; 0 is without limit.</param>
/// <param name="Carried">Settings that earlier steps of the file made, made again before this one: each step begins in a known state, also
/// when an earlier one ran yesterday.</param>
/// <param name="Statements">Empty where there is a <paramref name="Range"/>.</param>
/// <param name="Range">What stands for the statements where their file is too long for the plan to hold them.</param>
public sealed record SqlStep(
    int Ordinal,
    int Line,
    string Digest,
    bool Transaction,
    long LockTimeoutMs,
    long StatementTimeoutMs,
    ImmutableArray<PlannedStatement> Carried,
    ImmutableArray<PlannedStatement> Statements,
    StatementRange? Range = null) : Step(Ordinal, Line, Digest)
{
    /// <summary>What is asked where a step outside a transaction may have been cut off; none where nobody but a person can tell.</summary>
    public Recovery? Recovery { get; init; }

    /// <summary>None where nothing of it was ever sent, or nothing is left of that.</summary>
    public BegunStep? Begun { get; init; }

    /// <summary>The file's own <c>blocking_budget</c>, in milliseconds; none where the run's counts, and so for those below.</summary>
    public long? BlockingBudgetMs { get; init; }

    public long? MaxHoldMs { get; init; }

    public long? LockDeadlineMs { get; init; }

    public long? ConcurrentWaitDeadlineMs { get; init; }

    public long? ConcurrentStallMs { get; init; }

    /// <summary>Whether its statements are pgTAP's: run in a transaction that is rolled back, their rows are lines of TAP.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Tap { get; init; }

    /// <summary>What it touches or depends on, as that was when the plan was made; what an earlier step of the plan may change is not among it. None where
    /// the plan was not made for a file.</summary>
    public ImmutableArray<ExpectedObject>? Expects { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? File => Range?.File ?? (Statements.IsEmpty ? null : Statements[0].File);

    /// <summary>What the first statement does.</summary>
    [JsonIgnore]
    public string Verb => Range?.Verb ?? (Statements.IsEmpty ? "" : Statements[0].Verb);

    /// <summary>Of the texts and rows that will be sent, in bytes.</summary>
    [JsonIgnore]
    internal long Length => Range?.Length ?? Statements.Sum(statement => statement.Length);

    /// <summary>Whether the server answers any of it with a row count.</summary>
    [JsonIgnore]
    internal bool ReportsRows => Range is not null || Statements.Any(statement => statement.ReportsRows);

    /// <summary>The same without what was foretold of it: what the files alone make.</summary>
    internal SqlStep WithoutForecast() => this with
    {
        Expects = null,
        Statements = [.. Statements.Select(statement => statement with { Locks = null })],
        Range = Range is null ? null : Range with { Locks = null },
    };

    /// <summary>Whether what is sent is read from files, which may say something else by then.</summary>
    [JsonIgnore]
    internal bool IsReadAgain => Range is not null || Statements.Any(statement => statement.Rows is not null);
}
