namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>One migration file: what its name says, its text, its directives and its checksum.</summary>
/// <param name="File">The path as the user knows it: relative to the project's root, with forward slashes.</param>
public sealed record Migration(FileName Name, string File, SourceText Text, Directives Directives, Checksum Checksum)
{
    /// <summary>The data files that it copies, in the order in which they stand in it.</summary>
    public ImmutableArray<DataFile> Data { get; init; } = [];

    /// <summary>What is wrong with its data files: it cannot be run, though whatever else the project has can.</summary>
    public ImmutableArray<Diagnostic> Troubles { get; init; } = [];

    public MigrationKind Kind => Name.Kind;

    /// <summary>The same under a name of its own: its text is the ledger's, and the file says something else now.</summary>
    internal Migration AsApplied => this with { File = $"{File} (as applied)" };

    /// <summary>The identity of a versioned file, its undo, or a baseline.</summary>
    /// <exception cref="InvalidOperationException">A repeatable or a hook has none.</exception>
    public MigrationVersion Version => Name.Version ?? throw new InvalidOperationException($"{File} has no version");
}
