namespace Turnstone.Ledger;

using System.Collections.Immutable;
using Turnstone.Migrations;

/// <summary>A migration as the ledger has it.</summary>
/// <param name="Version">None of a repeatable, which is known by its description.</param>
/// <param name="File">Empty where only the compact rows were read.</param>
/// <param name="Content">SHA-256 of the text that was applied; none where only the compact rows were read, or nothing ran.</param>
/// <param name="Of">How many steps it had when it ran.</param>
/// <param name="At">When its newest row was written.</param>
/// <param name="Steps">Every step that was begun, in order.</param>
public sealed record RecordedMigration(
    string? Version,
    string Description,
    string File,
    string Checksum,
    string? Content,
    int Of,
    DateTimeOffset At,
    long ExecutionMs,
    ImmutableArray<RecordedStep> Steps)
{
    public MigrationKind Kind { get; init; } = MigrationKind.Versioned;

    /// <summary>The run that wrote its newest row.</summary>
    public Guid Run { get; init; }

    /// <summary>The place of its newest row in the ledger: what has a higher one happened later.</summary>
    public long Order { get; init; }

    /// <summary>What takes it back, as it was when it was applied.</summary>
    public RecordedText? Undo { get; init; }

    /// <summary>How far its undo came, where that stopped on its way.</summary>
    public RecordedMigration? Undoing { get; init; }

    /// <summary>Applied once and taken back since.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Taken as it was found, or contained in a baseline: it never ran here.</summary>
    public bool IsBaselined { get; init; }

    /// <summary>Its file is gone, and somebody said that this is meant.</summary>
    public bool IsGone { get; init; }

    /// <summary>A repeatable that counts as never run: what it made was taken away.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What a repeatable was before it ran the last time.</summary>
    public RecordedMigration? Previous { get; init; }

    public bool IsComplete => IsBaselined || !IsUndone && !IsWithdrawn && Steps.Count(step => step.State == StepState.Done) == Of;

    /// <summary>Whether anything of it stands: hooks in front of it do not count.</summary>
    public bool IsBegun => IsComplete || Undoing is not null || Steps.Any(step => step.State != StepState.Open && (!step.IsHook || step.State != StepState.Done));

    /// <summary>The step that was begun, by it or by its undo, and of which nobody knows yet whether it happened.</summary>
    public RecordedStep? Open => Steps.FirstOrDefault(step => step.State is StepState.Started or StepState.Failed) ?? Undoing?.Open;

    /// <summary>A step that was begun, by it or by its undo, and is not done.</summary>
    internal RecordedStep? Unfinished(int ordinal) =>
        (Undoing ?? this).Steps.FirstOrDefault(step => step.Ordinal == ordinal && step.State != StepState.Done);

    /// <summary>What a repeatable was before a place in the ledger; none where it had not run by then.</summary>
    public RecordedMigration? Before(long order)
    {
        var one = Previous;
        while (one is not null && one.Order > order)
        {
            one = one.Previous;
        }
        return one;
    }

    /// <summary>The digests of the texts of it, of what takes it back, and of what it was before.</summary>
    public IEnumerable<string> Texts =>
        new[] { Content, Undo?.Content }.OfType<string>().Where(digest => digest.Length > 0).Concat(Previous?.Texts ?? []);

    /// <summary>As people say it: <c>V7</c>, <c>R__prices</c>.</summary>
    public string Name => Kind == MigrationKind.Repeatable ? $"R__{Description.Replace(' ', '_')}" : $"V{Version}";
}

/// <summary>A file's text as the ledger refers to it.</summary>
/// <param name="Content">SHA-256 of the canonical text.</param>
/// <param name="Kept">SHA-256 of the text as it is kept, with its secrets masked; none where only digest and length are.</param>
public sealed record RecordedText(string File, string Checksum, string Content, string? Kept);

/// <summary>One step as the ledger has it.</summary>
/// <param name="Error">What the server said where it failed.</param>
public sealed record RecordedStep(int Ordinal, string Digest, StepState State, string? Error)
{
    /// <summary>What was written down before it was sent.</summary>
    public string? Evidence { get; init; }

    /// <summary>Whether it stands in a hook: nothing of the migration itself happened in it.</summary>
    public bool IsHook { get; init; }
}

/// <summary>How far a step came.</summary>
public enum StepState
{
    /// <summary>Nothing of it stands: it may be run.</summary>
    Open,

    /// <summary>It was sent; whether it happened, the ledger cannot say.</summary>
    Started,

    /// <summary>The server refused it or it was cut off; something of it may stand.</summary>
    Failed,

    Done,
}
