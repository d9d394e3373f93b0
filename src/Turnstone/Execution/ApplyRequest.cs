namespace Turnstone.Execution;

using Turnstone.Ledger;
using Turnstone.Planning;

/// <summary>What an apply is asked for.</summary>
/// <param name="Finding">What somebody found out about a step that the ledger has as begun.</param>
public sealed record ApplyRequest(ApplyScope Scope, StepFinding? Finding)
{
    public static ApplyRequest Everything { get; } = new(ApplyScope.Everything, null);
}
