namespace Turnstone.Configuration;

/// <summary>How much a rule counts.</summary>
public enum LintLevel
{
    /// <summary>As much as the rule itself says: what a rule of somebody's house needs to be looked at.</summary>
    On,

    /// <summary>Nothing: it is silent.</summary>
    Off,
    Error,
    Warning,
    Info,
}
