namespace Turnstone.Cli;

using Turnstone.Diagnostics;

/// <summary>Finds the files of folders that people wrote: in a working copy those that Git does not ignore, elsewhere all but what tools leave.</summary>
sealed class SourceFiles(CancellationToken stop)
{
    // Others wrote them, or a build.
    static readonly HashSet<string> NotOurs = [".git", ".hg", ".svn", "node_modules", "bin", "obj", "vendor", ".venv", "__pycache__", ".vs", ".idea"];

    static readonly HashSet<string> NotOursInGit = [".git", "node_modules", "vendor"];

    readonly HashSet<string> seen = [];
    readonly List<string> found = [];
    readonly List<Diagnostic> said = [];

    // Each time, though it is kept once.
    int met;

    /// <summary>Absolute paths, each once; what is not there, or cannot be listed, is told.</summary>
    /// <param name="asked">Folders, or files, absolute.</param>
    public async Task<Checked<IReadOnlyList<string>>> FindAsync(IEnumerable<string> asked)
    {
        foreach (var path in asked)
        {
            var before = met;
            if (File.Exists(path))
            {
                Add(path);
            }
            else if (!Directory.Exists(path))
            {
                said.Add(Diagnostic.Error("no-such-folder", $"There is no file or folder {path}.", help: "Correct the path."));
            }
            else
            {
                await AddAsync(path);
            }
            if (met == before && Directory.Exists(path) && !said.Exists(one => one.Severity == Severity.Warning))
            {
                said.Add(Diagnostic.Warning("nothing-there", $"{path} has no file to look at.", help: "Files that Git ignores, and those in node_modules and vendor, are not looked at; one that is named is."));
            }
        }
        return Checked.Of<IReadOnlyList<string>>(found, said);
    }

    async Task AddAsync(string folder)
    {
        if (!seen.Add(folder))
        {
            return;
        }
        var (listed, _) = await Git.RunAsync(folder, ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], stop);
        if (listed is null)
        {
            Walk(new DirectoryInfo(folder));
            return;
        }
        foreach (var name in listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(name => !name.Split('/').Any(NotOursInGit.Contains)))
        {
            var path = Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
            if (File.Exists(path))
            {
                Add(path);
            }
            else if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            {
                // A working copy within this one.
                await AddAsync(path.TrimEnd(Path.DirectorySeparatorChar));
            }
        }
    }

    // Without recursion, and past no link, which may lead back.
    void Walk(DirectoryInfo top)
    {
        var waiting = new Stack<DirectoryInfo>([top]);
        while (waiting.TryPop(out var folder))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                foreach (var file in folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
                {
                    Add(file.FullName);
                }
                foreach (var below in folder.EnumerateDirectories().Where(below => below.LinkTarget is null && !NotOurs.Contains(below.Name)).OrderByDescending(below => below.Name, StringComparer.Ordinal))
                {
                    waiting.Push(below);
                }
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                said.Add(Diagnostic.Warning("not-read", $"{folder.FullName} was not listed: {trouble.Message}", help: "Check that it may be read."));
            }
        }
    }

    // An empty one holds nothing; a pipe, which nobody writes to, is one as well.
    void Add(string path)
    {
        met++;
        if (seen.Add(path) && new FileInfo(path) is { Exists: true } file && (file.Length > 0 || file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true, Length: > 0 }))
        {
            found.Add(path);
        }
    }
}
