namespace Turnstone.Plans;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Turnstone.Text;

/// <summary>How to find out whether a statement outside a transaction happened, and how to clear what is half-made of it.</summary>
/// <remarks>It only asks: the questions run in the state that the step itself begins in, so that names mean what they mean to the statement.</remarks>
public abstract record Recovery
{
    /// <summary>What is written down before the statement is sent: a query with one text; none where nothing has to be known of before.</summary>
    [JsonIgnore]
    internal virtual Sql? Evidence => null;

    /// <summary>What finds half-made objects. Each row: what it is in words, the statement that clears it (to be run outside a transaction), and the
    /// process that is still at work on it, null where none is. None where nothing is ever half-made.</summary>
    /// <param name="evidence">What was written down before it was sent.</param>
    internal virtual Sql? HalfMade(string? evidence) => null;

    /// <summary>What is asked before the statement is sent: a row says in words what stands in its way, although the server would not mind.</summary>
    [JsonIgnore]
    internal virtual Sql? Obstacle => null;

    /// <summary>Finds out whether it happened: run in one transaction that is rolled back, the last one answers with one boolean. Empty where running it
    /// again does no harm.</summary>
    /// <param name="evidence">What was written down before it was sent.</param>
    internal virtual ImmutableArray<Sql> IsDone(string? evidence) => [];
}
