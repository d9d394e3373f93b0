namespace Turnstone.Health;

/// <summary>What a look at a precondition came to.</summary>
public enum PreconditionState
{
    Ok,

    /// <summary>A run would begin, and may have to wait or meet trouble.</summary>
    Warning,

    /// <summary>A run would not begin.</summary>
    Failed,

    /// <summary>This release does not look, or could not.</summary>
    NotChecked,
}
