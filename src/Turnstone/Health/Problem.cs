namespace Turnstone.Health;

using Turnstone.Diagnostics;

/// <summary>Something in a database that is not as it should be.</summary>
/// <param name="Name">The trouble's name, lower case with hyphens: <c>invalid-index</c>.</param>
/// <param name="Object">What has it, quoted where it has to be: an index, a table, a session's pid, a prepared transaction's name.</param>
/// <param name="Message">What it is and what it does, one sentence.</param>
/// <param name="Fix">The statement that ends it; none where there is more than one thing that may be meant.</param>
public sealed record Problem(string Name, string Object, Severity Severity, string Message, string? Fix)
{
    /// <summary>Whether <c>doctor --fix</c> repairs it; nothing is thrown away by that.</summary>
    public bool IsRepairable => Repair is not null;

    internal Repair? Repair { get; init; }

    /// <summary>A problem that its repair's statement ends.</summary>
    internal static Problem Repairable(string name, string about, Severity severity, string message, Repair repair) =>
        new(name, about, severity, message, $"{repair.Statement};") { Repair = repair };

    /// <summary>Whether the two are one problem, seen at two moments.</summary>
    internal bool IsSame(Problem other) => (Name, Object, Fix) == (other.Name, other.Object, other.Fix);
}
