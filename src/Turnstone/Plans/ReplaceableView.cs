namespace Turnstone.Plans;

using System.Collections.Immutable;

/// <summary>A view that a repeatable makes: where it stands in the way of a step it is dropped and made again in the step's own transaction.</summary>
/// <param name="Schema">None where its file leaves it to the <c>search_path</c>.</param>
/// <param name="File">Of the repeatable.</param>
/// <param name="Definitions">What makes it, tried in this order where it cannot be made again as it was.</param>
/// <param name="MayBeLeftOut">Whether a step may do without it: an undo takes away what its text needs.</param>
public sealed record ReplaceableView(string? Schema, string Name, string File, ImmutableArray<string> Definitions, bool MayBeLeftOut);
