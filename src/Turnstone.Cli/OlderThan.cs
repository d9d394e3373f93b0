namespace Turnstone.Cli;

using System.CommandLine;
using Turnstone.Configuration;

/// <summary>The option that says from which age on a transaction is old.</summary>
static class OlderThan
{
    public static Option<string?> Option() => new("--older-than") { Description = "From which age on a transaction is old (5min)" };

    /// <summary>What was given; what is no duration becomes the verb's failure.</summary>
    public static TimeSpan? Read(Invocation invocation, Option<string?> option)
    {
        if (invocation.Arguments.GetValue(option) is not { } written)
        {
            return Pipeline.UsuallyOld;
        }
        if (Duration.TryRead(written, out var duration))
        {
            return duration;
        }
        invocation.Refuse($"--older-than {written}: not a duration.", "Write 30s or 5min.");
        return null;
    }
}
