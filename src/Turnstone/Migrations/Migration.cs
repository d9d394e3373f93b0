namespace Turnstone.Migrations;

/// <summary>One migration file: what its name says, its canonical text, its directives and its checksum.</summary>
/// <param name="File">The path as the user knows it: relative to the project's root, with forward slashes.</param>
public sealed record Migration(FileName Name, string File, string Text, Directives Directives, Checksum Checksum)
{
    public MigrationKind Kind => Name.Kind;

    /// <summary>The identity of a versioned file, its undo, or a baseline.</summary>
    /// <exception cref="InvalidOperationException">A repeatable or a hook has none.</exception>
    public MigrationVersion Version => Name.Version ?? throw new InvalidOperationException($"{File} has no version");
}
