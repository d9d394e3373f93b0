namespace Turnstone.Verification;

/// <summary>What the undo of one migration was seen to be worth.</summary>
public enum UndoVerdict
{
    /// <summary>Schema and rows are afterwards what they were, and applying again gives the same.</summary>
    Reversible,

    /// <summary>Rows or values that were there before are gone, or others.</summary>
    LosesData,

    /// <summary>What was there before is there again, but rows or values written meanwhile are gone, or others.</summary>
    LosesDataWrittenSince,

    /// <summary>There is no undo.</summary>
    Irreversible,

    /// <summary>It was refused, or left another schema, or applying again did.</summary>
    Failed,

    /// <summary>It was not tried to the end.</summary>
    NotVerified,
}
