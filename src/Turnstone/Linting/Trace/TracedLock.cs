namespace Turnstone.Linting.Trace;

using Turnstone.Sql;

/// <summary>The strongest lock on a relation that was there before a step, seen behind one of its statements.</summary>
/// <param name="HeldMs">From the beginning of the statement to the end of its transaction, in milliseconds; of a statement outside of one, as long as it was seen.</param>
public sealed record TracedLock(string Schema, string Relation, RelationKind Kind, LockMode Mode, double HeldMs)
{
    /// <summary>Whether an earlier statement of the transaction had taken it already.</summary>
    public bool WasHeld { get; init; }

    /// <summary>Who has to wait meanwhile.</summary>
    public string Blocks => Mode.Waits();

    /// <summary>As SQL has it: <c>app.orders</c>.</summary>
    public string Name => $"{new PlainName(Schema)}.{new PlainName(Relation)}";
}
