namespace Turnstone.Verification;

/// <summary>Makes one verdict on a plan of what was seen of its migrations.</summary>
static class Judge
{
    /// <param name="failed">Whether a migration was refused, or did something else than it was to do.</param>
    /// <param name="requiresUndo">Whether policy asks for an undo that loses nothing.</param>
    public static Verdict Of(bool failed, IReadOnlyCollection<UndoProof> undos, bool requiresUndo) => undos switch
    {
        _ when failed || undos.Any(one => Refutes(one.Verdict, one.SaysSo, requiresUndo)) => Verdict.Refuted,
        _ when undos.Any(one => one.Verdict == UndoVerdict.NotVerified) => Verdict.NotVerified,
        _ => Verdict.Proved,
    };

    /// <param name="saysSo">Whether the file says that its undo loses something.</param>
    public static bool Refutes(UndoVerdict verdict, bool saysSo, bool requiresUndo) => verdict switch
    {
        UndoVerdict.Failed => true,
        UndoVerdict.LosesData => !saysSo,
        UndoVerdict.LosesDataWrittenSince or UndoVerdict.Irreversible => requiresUndo,
        _ => false,
    };
}
