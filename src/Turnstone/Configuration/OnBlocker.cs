namespace Turnstone.Configuration;

/// <summary>What is done about what a step waits for.</summary>
public enum OnBlocker
{
    /// <summary>Nothing: the step gives way after its budget and tries again.</summary>
    Wait,

    /// <summary>An autovacuum that does not guard against wraparound is cancelled at once; it comes back by itself.</summary>
    CancelAutovacuum,

    /// <summary>Whoever stands in the way loses the session.</summary>
    Terminate,
}
