namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;

/// <summary>Finds and reads the files that say what has to hold for the whole schema: every <c>.sql</c> below the folders of asserts.</summary>
sealed class AssertDirectory(Settings settings)
{
    static readonly EnumerationOptions EveryFile = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    readonly List<Diagnostic> said = [];

    /// <summary>Their folders, absolute.</summary>
    public IEnumerable<string> Folders => settings.Asserts.Select(Full);

    /// <summary>Whether a path, absolute, is below one of the folders: it is no migration.</summary>
    public bool Holds(string path) => Folders.Any(folder => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>By name; complaints of all files at once.</summary>
    public (ImmutableArray<Migration> Asserts, IReadOnlyList<Diagnostic> Said) Read()
    {
        said.Clear();
        ImmutableArray<Migration> read = [.. settings.Asserts.SelectMany(Files).DistinctBy(one => one.Path).Select(one => ReadFile(one.Path, one.Description)).OfType<Migration>()];
        return (read, said);
    }

    // The folder need not be there, unless somebody named one.
    IEnumerable<(string Path, string Description)> Files(string folder)
    {
        var full = Full(folder);
        if (settings.Migrations.FirstOrDefault(one => $"{Full(one)}{Path.DirectorySeparatorChar}".StartsWith(full + Path.DirectorySeparatorChar, StringComparison.Ordinal)) is { } migrations)
        {
            said.Add(Diagnostic.Error("asserts-folder", $"The folder of asserts '{folder}' holds the migrations too ('{migrations}').", help: "Give 'asserts:' in turnstone.yaml a folder of its own."));
            return [];
        }
        if (Directory.Exists(full))
        {
            return Directory.EnumerateFiles(full, "*.sql", EveryFile).Order(StringComparer.Ordinal).Select(path => (path, MigrationDirectory.Shown(full, path)[..^".sql".Length]));
        }
        if (!settings.Asserts.SequenceEqual(Settings.UsualAsserts))
        {
            said.Add(Diagnostic.Error("no-asserts-folder", $"The folder of asserts '{folder}' does not exist in {settings.Root}.", help: "Create it, or correct 'asserts:' in turnstone.yaml."));
        }
        return [];
    }

    string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, settings.Root));

    Migration? ReadFile(string path, string description)
    {
        var shown = MigrationDirectory.Shown(settings.Root, path);
        var read = SourceScan.Read(path, shown, settings.KeepText);
        said.AddRange(read.Diagnostics);
        if (!read.Passed)
        {
            return null;
        }
        using var scan = read.Value;
        var directives = Directives.Read(scan.Head, shown);
        said.AddRange(directives.Diagnostics);
        if (scan.Text.Whole is null)
        {
            said.Add(Diagnostic.Error("asserts-too-long", $"It is longer than the {settings.KeepText} bytes that a plan and the ledger keep whole.", shown, "Make several files of it."));
        }
        return new(new(Path.GetFileName(path), MigrationKind.Assert, null, description), shown, scan.Text, directives.Value ?? Directives.None, scan.Checksum.Build([]));
    }
}
