namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;

/// <summary>A schema after renames, as the server left it.</summary>
/// <param name="Statements">What made it, in order.</param>
public sealed record RenamedSchema(Schema Schema, ImmutableArray<Rename> Renames, ImmutableArray<ChangeStatement> Statements);
