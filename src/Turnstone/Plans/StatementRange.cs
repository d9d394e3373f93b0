namespace Turnstone.Plans;

using System.Collections.Immutable;

/// <summary>The statements of a step whose file is too long for a plan to hold them: they are read from the file again when they are sent.</summary>
/// <param name="First">The number of the first in its file, from 1.</param>
/// <param name="Count">How many follow one another, the first included.</param>
/// <param name="Length">Of their texts and rows, in bytes of UTF-8.</param>
/// <param name="Verb">What the first does.</param>
/// <param name="File">Where that is not the migration's own.</param>
public sealed record StatementRange(int First, int Count, long Length, string Verb, string? File = null)
{
    /// <summary>The locks that are to be expected of any of them, the strongest first.</summary>
    public ImmutableArray<PlannedLock>? Locks { get; init; }
}
