namespace Turnstone.Health;

using Turnstone.Diagnostics;

/// <summary>One thing that has to be so before a run, and whether it is.</summary>
/// <param name="Name">Lower case with hyphens: <c>right-target</c>.</param>
/// <param name="Help">What to do about it.</param>
public sealed record Precondition(string Name, PreconditionState State, string Message, string? Help = null)
{
    /// <summary>What a run would end with because of it; none unless it failed.</summary>
    public FailureKind? Failure { get; private init; }

    internal static Precondition Ok(string name, string message) => new(name, PreconditionState.Ok, message);

    internal static Precondition Warning(string name, string message, string? help) => new(name, PreconditionState.Warning, message, help);

    internal static Precondition NotChecked(string name, string message) => new(name, PreconditionState.NotChecked, message);

    internal static Precondition Failed(string name, FailureKind failure, string message, string? help) =>
        new(name, PreconditionState.Failed, message, help) { Failure = failure };

    /// <summary>What a run would be refused with.</summary>
    internal static Precondition Of(string name, FailureException refused) => Failed(name, refused.Kind, refused.Diagnostic.Message, refused.Diagnostic.Help);
}
