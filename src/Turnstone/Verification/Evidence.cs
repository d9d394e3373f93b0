namespace Turnstone.Verification;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting.Trace;
using Turnstone.Servers;

/// <summary>What was seen of a plan's migrations on a shadow.</summary>
/// <param name="Undos">What each migration's undo is worth, in the order in which they run.</param>
/// <param name="Trace">What each statement did, as far as they got.</param>
/// <param name="Failures">Why a migration was refused; empty where all of them went through.</param>
public sealed record Evidence(ImmutableArray<UndoProof> Undos, LockTrace Trace, ImmutableArray<Diagnostic> Failures)
{
    /// <summary>Of a plan in which there is nothing to do.</summary>
    public static Evidence Nothing { get; } = new([], new([]), []);

    /// <summary>Whether databases that stand elsewhere end alike.</summary>
    public ImmutableArray<UpgradePath> Paths { get; init; } = [];

    /// <summary>What the verdict does not say: that it depends on what rows hold.</summary>
    public ImmutableArray<Diagnostic> Reservations { get; init; } = [];

    /// <summary>The objects that they changed, by name, each with its digest as it is in the end; none for one that is gone.</summary>
    public ImmutableSortedDictionary<string, string?> Ends { get; init; } = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>What it was tried on.</summary>
    public string Server { get; init; } = "";

    /// <summary>Whether it is what the target is, as far as it matters; otherwise nothing is proved on it.</summary>
    public bool IsLikeTheTarget { get; init; } = true;

    /// <summary>What it comes to.</summary>
    /// <param name="requiresUndo">Whether policy asks for an undo that loses nothing.</param>
    public Verdict Verdict(bool requiresUndo)
    {
        // What the shadow lacks is no fault of the migration's.
        var (lacking, failed) = (Failures.Any(ShadowRefusal.IsLacking), Failures.Any(one => !ShadowRefusal.IsLacking(one)) || Paths.Any(path => !path.IsSame));
        var verdict = Judge.Of(failed, Undos, requiresUndo);
        return verdict == Verification.Verdict.Proved && (lacking || !IsLikeTheTarget) ? Verification.Verdict.NotVerified : verdict;
    }
}
