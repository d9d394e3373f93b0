namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;

/// <summary>What objects are called after renames.</summary>
static class RenamesInOrder
{
    public static ObjectId After(this ImmutableArray<Rename> renames, ObjectId id) => renames.Aggregate(id, (called, rename) => rename.Of(called));
}
