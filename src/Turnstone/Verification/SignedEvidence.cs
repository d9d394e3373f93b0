namespace Turnstone.Verification;

using System.Collections.Immutable;

/// <summary>What of evidence counts elsewhere, once its signature was checked.</summary>
/// <param name="Undos">What each migration's undo is worth, and whether its file says that it loses something.</param>
/// <param name="Ends">The objects that the plan changes, each with its digest as it has to be in the end; none for one that has to be gone.</param>
sealed record SignedEvidence(Verdict Verdict, ImmutableArray<(UndoVerdict Verdict, bool SaysSo)> Undos, ImmutableSortedDictionary<string, string?> Ends);
