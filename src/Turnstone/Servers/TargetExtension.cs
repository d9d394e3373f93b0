namespace Turnstone.Servers;

/// <summary>An extension that a target has.</summary>
/// <param name="Schema">Where its objects are.</param>
/// <param name="SchemaOwner">Whose that is; none where the shadow's superuser may have it.</param>
public sealed record TargetExtension(string Name, string Version, string Schema, string Owner, string? SchemaOwner = null);
