namespace Turnstone.Health;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Text;

/// <summary>One question about the state that a database is in; each row of its answer is a problem.</summary>
abstract record HealthCheck
{
    /// <summary>In the order in which what they find is repaired: what may fail for the sake of rows comes last.</summary>
    public static ImmutableArray<HealthCheck> All { get; } =
    [
        new PendingDetach(), new InvalidIndex(), new ConstraintNotValidated(), new PreparedTransaction(), new LeftOverSession(), new OldTransaction(),
        new HarmfulSetting(), new ServerSetting(), new AutovacuumOff(), new WraparoundNear(), new DatabaseWraparound(), new SequenceNearEnd(), new CollationVersion(),
        new NoReplicaIdentity(), new DuplicateIndex(), new ForeignKeyWithoutIndex(), new RedundantIndex(), new UnusedIndex(), new NoPrimaryKey(), new InvalidDatabase(),
    ];

    /// <summary>Whether it is about more than this database: a run that did something here does not look there.</summary>
    public virtual bool IsClusterWide => false;

    /// <summary>Whether nothing that it finds is more than worth knowing: a run does not look for that.</summary>
    public virtual bool IsAdvice => false;

    /// <summary>A query of the catalogs alone: it waits for nobody and reads nobody's rows.</summary>
    public abstract Sql Question(HealthScope scope);

    /// <summary>What of it cannot be known; none where everything always can.</summary>
    public virtual HealthGap? Gap(HealthScope scope) => null;

    public abstract Problem Read(NpgsqlDataReader row);
}
