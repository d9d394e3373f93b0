namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;

/// <summary>Finds and reads the migration files of a project.</summary>
public sealed class MigrationDirectory(Settings settings)
{
    // Hidden entries are left out, so that a Kubernetes volume's `..data` folder does not show each file twice.
    static readonly EnumerationOptions EveryFile = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    const int WorthAnotherThread = 200;

    readonly List<Diagnostic> troubles = [];
    readonly AssertDirectory asserts = new(settings);

    /// <summary>Every file, each kind in its order; complaints of all files at once.</summary>
    public Checked<MigrationSet> Read()
    {
        troubles.Clear();
        var files = settings.Migrations.SelectMany(Files).DistinctBy(file => file.Path).ToList();
        troubles.AddRange(Collisions.Find(files.Select(file => file.Shown)));
        troubles.AddRange(files.Select(file => WindowsNames.Trouble(file.Shown)).OfType<Diagnostic>());
        var read = new (Migration? Migration, ImmutableArray<Diagnostic> Said)[files.Count];
        Each(files.Count, i => read[i] = ReadFile(files[i]));
        var migrations = new List<Migration>(read.Length);
        foreach (var (migration, complaints) in read)
        {
            troubles.AddRange(complaints);
            if (migration is not null)
            {
                migrations.Add(migration);
            }
        }
        var versioned = ByVersion(migrations, MigrationKind.Versioned);
        var undos = ByVersion(migrations, MigrationKind.Undo);
        RefuseLonelyUndos(versioned, undos);
        ImmutableArray<Migration> others =
        [
            .. ByVersion(migrations, MigrationKind.Baseline),
            .. ByName(migrations),
        ];
        var (asserts, said) = this.asserts.Read();
        return Checked.Of(new MigrationSet(versioned, undos, others) { Asserts = asserts }, [.. troubles, .. said]);
    }

    /// <summary>A file that is none of the project's, for whoever only looks at it.</summary>
    /// <param name="shown">Its path, relative to the root.</param>
    internal Checked<Migration> ReadLoose(string shown)
    {
        var name = Path.GetFileName(shown);
        var (migration, said) = ReadFile(new(Path.GetFullPath(shown, settings.Root), shown,
            FileName.Read(name).Name is { Kind: MigrationKind.Undo } undo ? undo : new(name, MigrationKind.Loose, null, Path.GetFileNameWithoutExtension(name))));
        return migration is null ? Checked.Failed<Migration>(said) : Checked.Of(migration, said);
    }

    /// <summary>The path of a file as it is shown and recorded: relative to the root, with forward slashes on every system.</summary>
    public static string Shown(string root, string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    // Few files are read before another thread has begun.
    static void Each(int count, Action<int> read)
    {
        if (count >= WorthAnotherThread)
        {
            Parallel.For(0, count, read);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            read(i);
        }
    }

    List<FoundFile> Files(string folder)
    {
        var full = Path.GetFullPath(folder, settings.Root);
        if (!Directory.Exists(full))
        {
            troubles.Add(Diagnostic.Error("no-migrations-folder", $"The migrations folder '{folder}' does not exist in {settings.Root}.",
                help: "Create it with 'turnstone init', or set 'migrations:' in turnstone.yaml."));
            return [];
        }
        var shownFolder = Shown(settings.Root, full);
        var found = new List<FoundFile>();
        foreach (var path in Directory.EnumerateFiles(full, "*", EveryFile).Where(path => !asserts.Holds(path)).Order(StringComparer.Ordinal))
        {
            var (name, trouble) = FileName.Read(Path.GetFileName(path));
            if (trouble is null && name is null)
            {
                continue;
            }
            var shown = Shown(shownFolder, full, path);
            if (trouble is not null)
            {
                troubles.Add(trouble with { File = shown });
            }
            if (name is not null)
            {
                found.Add(new(path, shown, name));
            }
        }
        return found;
    }

    // The same as for each path by itself, without taking ten thousand of them apart.
    static string Shown(string shownFolder, string folder, string path)
    {
        var below = path.AsSpan(folder.Length).TrimStart(Path.DirectorySeparatorChar);
        return (shownFolder == "." ? below.ToString() : $"{shownFolder}/{below}").Replace(Path.DirectorySeparatorChar, '/');
    }

    // On any thread.
    (Migration?, ImmutableArray<Diagnostic>) ReadFile(FoundFile file)
    {
        var read = SourceScan.Read(file.Path, file.Shown, settings.KeepText);
        if (!read.Passed)
        {
            return (null, read.Diagnostics);
        }
        using var scan = read.Value;
        var directives = Directives.Read(scan.Head, file.Shown);
        var data = scan.MentionsCopy ? new DataFileReader(settings.Root).Read(scan.Text, file.Path) : null;
        ImmutableArray<DataFile> files = data?.Value?.ToImmutable() ?? [];
        var checksum = scan.Checksum.Build(files.Select(one => one.Text.Sha256));
        return (new(file.Name, file.Shown, scan.Text, directives.Value ?? Directives.None, checksum) { Data = files, Troubles = data?.Diagnostics ?? [] },
            [.. read.Diagnostics, .. directives.Diagnostics]);
    }

    ImmutableArray<Migration> ByName(List<Migration> migrations)
    {
        ImmutableArray<Migration> sorted = [.. migrations.Where(one => one.Name.Version is null).OrderBy(one => one.Kind).ThenBy(one => one.Name.Description, StringComparer.Ordinal)];
        for (var i = 1; i < sorted.Length; i++)
        {
            if ((sorted[i].Kind, sorted[i].Name.Description) == (sorted[i - 1].Kind, sorted[i - 1].Name.Description))
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

    sealed record FoundFile(string Path, string Shown, FileName Name);
}
