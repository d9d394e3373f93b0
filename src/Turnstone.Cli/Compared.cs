namespace Turnstone.Cli;

using System.Collections.Immutable;
using Turnstone.Catalog;

/// <summary>What came out of a <see cref="Comparison"/>.</summary>
/// <param name="Statements">What makes the second side of the first; none where a side says only what it is.</param>
sealed record Compared(ImmutableArray<Difference> Differences, ImmutableArray<ChangeStatement>? Statements);
