namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Plans;

/// <summary>What a plan made anew has otherwise than the one before it, step by step, as people say them: <c>step 2 of V3</c>.</summary>
public sealed record PlanDifference(ImmutableArray<string> Gone, ImmutableArray<string> New, ImmutableArray<string> Changed)
{
    public bool IsEmpty => Gone.IsEmpty && New.IsEmpty && Changed.IsEmpty;

    /// <summary>What they do is compared, and how; not what was foretold of it.</summary>
    public static PlanDifference Between(Plan before, Plan now)
    {
        var (old, own) = (Steps(before), Steps(now));
        return new([.. old.Keys.Except(own.Keys)], [.. own.Keys.Except(old.Keys)], [.. own.Keys.Intersect(old.Keys).Where(name => !old[name].AsSpan().SequenceEqual(own[name]))]);
    }

    // In the plan's order.
    static OrderedDictionary<string, byte[]> Steps(Plan plan)
    {
        var steps = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var migration in plan.Migrations)
        {
            foreach (var step in migration.Steps.OfType<SqlStep>())
            {
                // What a file is called and holds, beside this step, is no part of what the step does.
                var alone = migration with { Checksum = "", Content = "", Length = 0, Text = null, Undo = null, Hooks = null, Steps = [step.WithoutForecast()] };
                steps.TryAdd($"step {step.Ordinal} of {migration.Name}", PlanFile.Write(new(plan.Project, null, plan.ServerVersion, plan.SearchPath, null, [alone])));
            }
        }
        return steps;
    }
}
