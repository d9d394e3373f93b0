namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Migrations;

/// <summary>How much of what is pending is asked for.</summary>
/// <param name="To">The last version to be applied; none for all.</param>
/// <param name="Redo">A version that was taken back and may be applied again where such a version is held.</param>
public sealed record ApplyScope(MigrationVersion? To, MigrationVersion? Redo)
{
    /// <summary>Whether a file may run behind later versions whatever the settings say: a developer's own database after a branch switch.</summary>
    public bool InAnyOrder { get; init; }

    /// <summary>The versions in the order in which they are to run, another database's: what is not among them comes behind, in its own order. None where the
    /// files decide.</summary>
    public ImmutableArray<MigrationVersion>? InOrder { get; init; }

    /// <summary>Whether it is for whoever asks to say in which order files run.</summary>
    internal bool IgnoresOrder => InAnyOrder || InOrder is not null;

    public static ApplyScope Everything { get; } = new(null, null);

    public bool Holds(MigrationVersion? version) => To is null || version is null || version <= To;
}
