namespace Turnstone.Verification;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Diagnostics;

/// <summary>Where a database that stands somewhere ends, beside one that went all the way.</summary>
/// <param name="From">Where it stood, in words.</param>
/// <param name="Differences">What it has another way in the end.</param>
/// <param name="Failures">Why one of the two did not get there.</param>
public sealed record UpgradePath(string From, ImmutableArray<Difference> Differences, ImmutableArray<Diagnostic> Failures)
{
    /// <summary>Whether it ends like the other one.</summary>
    public bool IsSame => Differences.IsEmpty && Failures.IsEmpty;
}
