namespace Turnstone.Plans.Recoveries;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>An index that is dropped without holding up writers: done when the one that was there before is no longer there.</summary>
/// <remarks>By its number: once it is gone, the same name may mean another one, further down the <c>search_path</c>.</remarks>
public sealed record IndexDrop(string? Schema, string Index) : Recovery
{
    internal override Sql Evidence => $"SELECT coalesce({Mine}::oid::text, '')";

    // Before it is sent, an invalid index is for the statement itself to drop: cleared beforehand, its name would mean the next one to the statement.
    internal override Sql? HalfMade(string? evidence) =>
        evidence is null ? null : InvalidIndexes.Question($"index.indexrelid::text = {Literal.Of(evidence)}", InvalidIndexes.Dropper);

    internal override ImmutableArray<Sql> IsDone(string? evidence) => evidence switch
    {
        "" => [$"SELECT false"],
        null => [$"SELECT {Mine} IS NULL"],
        _ => [$"SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid::text = {Literal.Of(evidence)})"],
    };

    Sql Mine => Relation.Named(Schema, Index);
}
