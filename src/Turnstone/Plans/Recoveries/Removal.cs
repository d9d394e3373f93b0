namespace Turnstone.Plans.Recoveries;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>A database, a tablespace or a subscription that is dropped: done when the one that was there before is no longer there.</summary>
/// <remarks>A drop of a database that was cut off leaves one that takes no connections; dropping it again is what clears it.</remarks>
public sealed record Removal(ServerObject Object, string Name) : Recovery
{
    internal override Sql Evidence => $"SELECT coalesce(({Object.Oid(Name)})::text, '')";

    internal override ImmutableArray<Sql> IsDone(string? evidence) => evidence switch
    {
        "" => [$"SELECT false"],
        null => [$"SELECT NOT EXISTS ({Object.Oid(Name)})"],
        _ => [$"SELECT NOT EXISTS ({Object.Oid(Name)} AND oid::text = {Literal.Of(evidence)})"],
    };
}
