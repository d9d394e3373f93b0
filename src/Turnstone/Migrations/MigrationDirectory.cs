namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;

/// <summary>Finds and reads the migration files of a project.</summary>
public sealed class MigrationDirectory(Settings settings)
{
    // Hidden entries are left out, so that a Kubernetes volume's `..data` folder does not show each file twice.
    static readonly EnumerationOptions EveryFile = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    readonly List<Diagnostic> troubles = [];

    /// <summary>Every file, each kind in its order; complaints of all files at once.</summary>
    public Checked<MigrationSet> Read()
    {
        troubles.Clear();
        var files = settings.Migrations.SelectMany(Files).DistinctBy(file => file.Path).ToList();
        troubles.AddRange(Collisions.Find(files.Select(file => (Shown(settings.Root, file.Path), file.Name))));
        troubles.AddRange(files.Select(file => WindowsNames.Trouble(Shown(settings.Root, file.Path))).OfType<Diagnostic>());
        var migrations = files.Select(ReadFile).OfType<Migration>().ToList();
        var versioned = ByVersion(migrations, MigrationKind.Versioned);
        var undos = ByVersion(migrations, MigrationKind.Undo);
        RefuseLonelyUndos(versioned, undos);
        ImmutableArray<Migration> others =
        [
            .. ByVersion(migrations, MigrationKind.Baseline),
            .. ByName(migrations),
        ];
        return Checked.Of(new MigrationSet(versioned, undos, others), troubles);
    }

    /// <summary>The path of a file as it is shown and recorded: relative to the root, with forward slashes on every system.</summary>
    public static string Shown(string root, string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    List<(string Path, FileName Name)> Files(string folder)
    {
        var full = Path.GetFullPath(folder, settings.Root);
        if (!Directory.Exists(full))
        {
            troubles.Add(Diagnostic.Error("no-migrations-folder", $"The migrations folder '{folder}' does not exist in {settings.Root}.",
                help: "Create it with 'turnstone init', or set 'migrations:' in turnstone.yaml."));
            return [];
        }
        var found = new List<(string, FileName)>();
        foreach (var path in Directory.EnumerateFiles(full, "*", EveryFile).Order(StringComparer.Ordinal))
        {
            var (name, trouble) = FileName.Read(Path.GetFileName(path));
            if (trouble is not null)
            {
                troubles.Add(trouble with { File = Shown(settings.Root, path) });
            }
            if (name is not null)
            {
                found.Add((path, name));
            }
        }
        return found;
    }

    Migration? ReadFile((string Path, FileName Name) file)
    {
        var shown = Shown(settings.Root, file.Path);
        var read = SourceScan.Read(file.Path, shown, settings.KeepText);
        troubles.AddRange(read.Diagnostics);
        if (!read.Passed)
        {
            return null;
        }
        using var scan = read.Value;
        var directives = Directives.Read(scan.Head, shown);
        troubles.AddRange(directives.Diagnostics);
        var data = scan.MentionsCopy ? new DataFileReader(settings.Root).Read(scan.Text, file.Path) : null;
        troubles.AddRange(data?.Diagnostics ?? []);
        ImmutableArray<DataFile> files = data?.Value?.ToImmutable() ?? [];
        return new(file.Name, shown, scan.Text, directives.Value ?? Directives.None, scan.Checksum.Build(files.Select(one => one.Text.Sha256))) { Data = files };
    }

    ImmutableArray<Migration> ByName(List<Migration> migrations)
    {
        ImmutableArray<Migration> sorted = [.. migrations.Where(one => one.Name.Version is null).OrderBy(one => one.Name.Text, StringComparer.Ordinal)];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Name.Text == sorted[i - 1].Name.Text)
            {
                troubles.Add(Diagnostic.Error("duplicate-name", $"{sorted[i].File} and {sorted[i - 1].File} have the same name.", sorted[i].File,
                    "A repeatable or a hook is known by its name: rename or remove one of them."));
            }
        }
        return sorted;
    }

    ImmutableArray<Migration> ByVersion(List<Migration> migrations, MigrationKind kind)
    {
        ImmutableArray<Migration> sorted = [.. migrations.Where(one => one.Kind == kind).OrderBy(one => one.Version)];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Version == sorted[i - 1].Version)
            {
                troubles.Add(Diagnostic.Error("duplicate-version",
                    $"{sorted[i].File} and {sorted[i - 1].File} have the same version, {sorted[i].Version}.", sorted[i].File,
                    "Give the one that no database has applied yet a new version (turnstone new writes one)."));
            }
        }
        return sorted;
    }

    void RefuseLonelyUndos(ImmutableArray<Migration> versioned, ImmutableArray<Migration> undos)
    {
        var versions = versioned.Select(one => one.Version).ToHashSet();
        troubles.AddRange(undos.Where(undo => !versions.Contains(undo.Version)).Select(undo =>
            Diagnostic.Error("undo-without-migration", $"There is no migration of version {undo.Version} for it to take back.", undo.File,
                $"Rename it to the version it belongs to, or add V{undo.Version}__….sql.")));
    }
}
