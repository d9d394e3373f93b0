namespace Turnstone.Plans.Recoveries;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>A database, a tablespace or a subscription that is made: done when there is one that was not there before.</summary>
/// <remarks>None of them is ever half-made where one can see it; a subscription's slot on the other server cannot be seen from here.</remarks>
public sealed record Creation(ServerObject Object, string Name) : Recovery
{
    internal override Sql Evidence => $"SELECT coalesce(({Object.Oid(Name)})::text, '')";

    // A database that was being dropped when the server went down can only be dropped: its connection limit is -2.
    internal override ImmutableArray<Sql> IsDone(string? evidence) =>
    [
        Object == ServerObject.Database
            ? (Sql)$"SELECT EXISTS ({Object.Oid(Name)} AND datconnlimit <> -2 AND oid::text <> {Literal.Of(evidence ?? "")})"
            : $"SELECT EXISTS ({Object.Oid(Name)} AND oid::text <> {Literal.Of(evidence ?? "")})",
    ];
}
