namespace Turnstone.Plans.Recoveries;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>A prepared transaction that is committed or rolled back: done when it is no longer there.</summary>
public sealed record PreparedEnd(string Gid) : Recovery
{
    // The name may be given again; the transaction's number is not.
    internal override Sql Evidence => $"SELECT coalesce((SELECT transaction::text FROM {Mine}), '')";

    internal override ImmutableArray<Sql> IsDone(string? evidence) => evidence switch
    {
        "" => [$"SELECT false"],
        null => [$"SELECT NOT EXISTS (SELECT FROM {Mine})"],
        _ => [$"SELECT NOT EXISTS (SELECT FROM {Mine} AND transaction::text = {Literal.Of(evidence)})"],
    };

    Sql Mine => $"pg_catalog.pg_prepared_xacts WHERE gid = {Literal.Of(Gid)} AND database = pg_catalog.current_database()";
}
