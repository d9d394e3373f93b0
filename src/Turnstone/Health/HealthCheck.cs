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
        new HarmfulSetting(), new AutovacuumOff(), new WraparoundNear(), new InvalidDatabase(),
    ];

    /// <summary>Whether it is about more than this database: a run that did something here does not look there.</summary>
    public virtual bool IsClusterWide => false;

    /// <summary>A query of the catalogs alone: it waits for nobody and reads nobody's rows.</summary>
    public abstract Sql Question(HealthScope scope);

    public abstract Problem Read(NpgsqlDataReader row);
}
