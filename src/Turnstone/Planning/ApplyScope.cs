namespace Turnstone.Planning;

using Turnstone.Migrations;

/// <summary>How much of what is pending is asked for.</summary>
/// <param name="To">The last version to be applied; none for all.</param>
/// <param name="Redo">A version that was taken back and may be applied again where such a version is held.</param>
public sealed record ApplyScope(MigrationVersion? To, MigrationVersion? Redo)
{
    /// <summary>Whether a file may run behind later versions whatever the settings say: a developer's own database after a branch switch.</summary>
    public bool InAnyOrder { get; init; }

    public static ApplyScope Everything { get; } = new(null, null);

    public bool Holds(MigrationVersion? version) => To is null || version is null || version <= To;
}
