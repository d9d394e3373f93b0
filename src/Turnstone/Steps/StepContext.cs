namespace Turnstone.Steps;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Plans;
using Turnstone.Steps.Tracing;
using Turnstone.Text;

/// <summary>What every step of a run shares.</summary>
/// <param name="RunName">Shown in <c>pg_stat_activity</c> while a step runs.</param>
/// <param name="Views">What may be dropped and made again where it stands in a step's way.</param>
sealed record StepContext(
    string RunName,
    ImmutableArray<string> SearchPath,
    ImmutableArray<ReplaceableView> Views,
    RunSettings Limits,
    StatementTexts Texts,
    Masking Masking,
    TimeProvider Time,
    Action<RunEvent> OnEvent)
{
    readonly Lock saying = new();
    readonly HashSet<RunEvent> said = [];

    /// <summary>Looks at what each statement does, which then goes by itself; nobody does on a target.</summary>
    public LockTracer? Tracer { get; init; }

    /// <summary>Tells whoever listens; one at a time, also where two connections have something to say.</summary>
    public void Say(RunEvent happened)
    {
        lock (saying)
        {
            OnEvent(happened);
        }
    }

    /// <summary>Tells it the first time.</summary>
    public void SayOnce(RunEvent happened)
    {
        lock (saying)
        {
            if (said.Add(happened))
            {
                OnEvent(happened);
            }
        }
    }
}
