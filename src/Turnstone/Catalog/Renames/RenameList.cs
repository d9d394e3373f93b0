namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;

/// <summary>Renames in the order in which they are made.</summary>
public sealed record RenameList(ImmutableArray<Rename> Renames);
