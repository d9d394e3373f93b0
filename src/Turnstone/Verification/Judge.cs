namespace Turnstone.Verification;

/// <summary>Makes one verdict on a plan of what was seen of its migrations.</summary>
static class Judge
{
    /// <param name="failed">Whether a migration was refused, or did something else than it was to do.</param>
    /// <param name="requiresUndo">Whether policy asks for an undo that loses nothing.</param>
    public static Verdict Of(bool failed, IReadOnlyCollection<UndoProof> undos, bool requiresUndo) => undos switch
    {
        _ when failed || undos.Any(one => Refutes(one, requiresUndo)) => Verdict.Refuted,
        _ when undos.Any(one => one.Verdict == UndoVerdict.NotVerified) => Verdict.NotVerified,
        _ => Verdict.Proved,
    };

    static bool Refutes(UndoProof undo, bool requiresUndo) => undo.Verdict switch
    {
        UndoVerdict.Failed => true,
        UndoVerdict.LosesData => !undo.SaysSo,
        _ => requiresUndo && IsNoUndo(undo.Verdict),
    };

    /// <summary>Whether it is less than policy may ask for.</summary>
    public static bool IsNoUndo(UndoVerdict verdict) => verdict is UndoVerdict.LosesData or UndoVerdict.LosesDataWrittenSince or UndoVerdict.Irreversible;
}
