namespace Turnstone.Health;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>What a look at a database's health found, and what could not be seen.</summary>
/// <param name="Diagnostics">What the role may not see, with the grant that shows it.</param>
public sealed record HealthReport(ImmutableArray<Problem> Problems, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether one of the problems is more than worth knowing.</summary>
    public bool HasFindings => Problems.Any(problem => problem.Severity > Severity.Info);
}
