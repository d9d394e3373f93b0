namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;

/// <summary>Renames in the order in which they are made.</summary>
public sealed record RenameList(ImmutableArray<Rename> Renames)
{
    public static RenameList None { get; } = new([]);
}

/// <summary>What objects are called after renames.</summary>
static class RenamesInOrder
{
    public static ObjectId After(this ImmutableArray<Rename> renames, ObjectId id) => renames.Aggregate(id, (called, rename) => rename.Of(called));
}
