namespace Turnstone.Plans;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Turnstone.Plans.Recoveries;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>How to find out whether a statement outside a transaction happened, and how to clear what is half-made of it.</summary>
/// <remarks>It only asks: the questions run in the state that the step itself begins in, so that names mean what they mean to the statement.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IndexBuild), "index_build")]
[JsonDerivedType(typeof(IndexDrop), "index_drop")]
[JsonDerivedType(typeof(IndexRebuild), "index_rebuild")]
[JsonDerivedType(typeof(PartitionDetach), "partition_detach")]
[JsonDerivedType(typeof(Creation), "creation")]
[JsonDerivedType(typeof(Removal), "removal")]
[JsonDerivedType(typeof(PublicationChange), "publication_change")]
[JsonDerivedType(typeof(PreparedEnd), "prepared_end")]
[JsonDerivedType(typeof(Repetition), "repetition")]
[JsonDerivedType(typeof(DatabaseMove), "database_move")]
public abstract record Recovery
{
    private protected Recovery()
    {
    }

    /// <summary>What is written down before the statement is sent: a query with one text; none where nothing has to be known of before.</summary>
    [JsonIgnore]
    internal virtual Sql? Evidence => null;

    /// <summary>What finds half-made objects. Each row: what it is in words, the statement that clears it (to be run outside a transaction), and the
    /// process that is still at work on it, null where none is. None where nothing is ever half-made. Clearing may complete what was asked for:
    /// whether it happened is asked again behind it.</summary>
    /// <param name="evidence">What was written down before it was sent; null before it is sent for the first time.</param>
    internal virtual Sql? HalfMade(string? evidence) => null;

    /// <summary>What it means to the application as long as something is half-made; a sentence with a space before it.</summary>
    [JsonIgnore]
    internal virtual string? Meanwhile => null;

    /// <summary>Finds out what the server would pass over in silence, though it is not what was asked for: run in one transaction that is rolled back,
    /// the last one answers with a text for each thing that stands in the way. Empty where the server refuses by itself.</summary>
    [JsonIgnore]
    internal virtual ImmutableArray<Sql> Obstacle => [];

    /// <summary>Finds out whether it happened: run in one transaction that is rolled back, the last one answers with one boolean. Empty where running it
    /// again does no harm.</summary>
    /// <param name="evidence">What was written down before it was sent.</param>
    internal virtual ImmutableArray<Sql> IsDone(string? evidence) => [];

    /// <summary>Finds out what no statement can clear, once the server has refused this one with that SQLSTATE: each row says what a person has to do; a
    /// sentence without its end. None where the server's word is all there is to say.</summary>
    internal virtual Sql? ByHand(string sqlState) => null;

    /// <summary>What fits the statement; none where only a person can tell: code that does anything, what is not known to the grammar, and what a transaction takes care of.</summary>
    internal static Recovery? Of(Statement statement) => statement switch
    {
        CreateIndex { Concurrently: true } index => IndexBuild.Of(index),
        DropIndex { Concurrently: true, Names: [var name] } => new IndexDrop(name.Schema?.Name, name.Name.Name),
        Reindex { Concurrently: true } reindex => new IndexRebuild(reindex.Target, reindex.Name?.Schema?.Name, reindex.Name?.Name.Name),
        DetachPartition { Concurrently: true } detach => PartitionDetach.Of(detach),
        CreateDatabase database => new Creation(ServerObject.Database, database.Name.Name),
        CreateTablespace tablespace => new Creation(ServerObject.Tablespace, tablespace.Name.Name),
        CreateSubscription subscription => new Creation(ServerObject.Subscription, subscription.Name.Name),
        DropDatabase database => new Removal(ServerObject.Database, database.Name.Name),
        DropTablespace tablespace => new Removal(ServerObject.Tablespace, tablespace.Name.Name),
        DropSubscription subscription => new Removal(ServerObject.Subscription, subscription.Name.Name),
        AlterSubscription { Change: SubscriptionChange.AddPublications or SubscriptionChange.DropPublications } change => PublicationChange.Of(change),
        CommitPrepared prepared => new PreparedEnd(prepared.Gid),
        RollbackPrepared prepared => new PreparedEnd(prepared.Gid),
        AlterDatabaseTablespace move => new DatabaseMove(move.Name.Name, move.Tablespace.Name),
        // Several indexes are refused before anything happens; everything else arrives where it was once it is run again.
        DropIndex { Concurrently: true } or Reindex or Vacuum or Cluster or AlterSystem or AlterSubscription or DiscardAll
            => new Repetition(),
        _ => null,
    };
}
