namespace Turnstone.Cli;

using Turnstone.Diagnostics;

/// <summary>What a script reads of how a verb ended.</summary>
enum ExitCode
{
    Ok = 0,

    /// <summary>Findings, or a policy that is not met.</summary>
    Findings = 1,

    /// <summary>Usage or configuration.</summary>
    Usage = 2,

    /// <summary>Unavailable or locked: try again.</summary>
    Unavailable = 3,

    Drift = 4,

    /// <summary>A step failed, and running again unchanged would fail again.</summary>
    StepFailed = 5,

    /// <summary>Stopped half-way: run again to resume.</summary>
    HalfWay = 6,

    /// <summary>The ledger or a signature is broken.</summary>
    Broken = 7,

    /// <summary>Ctrl-C, and nothing is half-way.</summary>
    Interrupted = 130,

    /// <summary>SIGTERM, and nothing is half-way.</summary>
    Terminated = 143,
}

/// <summary>How failures become exit codes: the one place where that is said.</summary>
static class ExitCodes
{
    public static ExitCode Of(FailureKind? failure, Signals signals) => failure switch
    {
        null => ExitCode.Ok,
        FailureKind.PolicyNotMet => ExitCode.Findings,
        FailureKind.Refused => ExitCode.Usage,
        FailureKind.Unavailable => ExitCode.Unavailable,
        FailureKind.Drift => ExitCode.Drift,
        FailureKind.StepFailed => ExitCode.StepFailed,
        FailureKind.HalfWay => ExitCode.HalfWay,
        FailureKind.Broken => ExitCode.Broken,
        _ => signals.ExitCode,
    };
}
