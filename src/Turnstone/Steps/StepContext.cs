namespace Turnstone.Steps;

using System.Collections.Immutable;
using Turnstone.Plans;
using Turnstone.Text;

/// <summary>What every step of a run shares.</summary>
/// <param name="RunName">Shown in <c>pg_stat_activity</c> while a step runs.</param>
/// <param name="Views">What may be dropped and made again where it stands in a step's way.</param>
/// <param name="LockDeadline">For all attempts of one step together.</param>
sealed record StepContext(
    string RunName,
    ImmutableArray<string> SearchPath,
    ImmutableArray<ReplaceableView> Views,
    TimeSpan LockDeadline,
    StatementTexts Texts,
    Masking Masking,
    TimeProvider Time,
    Action<RunEvent> OnEvent);
