namespace Turnstone.Tests;

/// <summary>The working copy that the tests were built in.</summary>
static class Repository
{
    static readonly string[] NotOurs = [".git", "bin", "obj", "artifacts", "node_modules", ".turnstone", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Every file below a folder, relative to the root with forward slashes, but for what a build or an editor leaves.</summary>
    public static IEnumerable<string> Files(string folder, string pattern = "*") =>
        Walk(new DirectoryInfo(PathOf(folder)), pattern).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    static IEnumerable<string> Walk(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Where(file => !NotOurs.Contains(file.Name)).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(below => !NotOurs.Contains(below.Name)).SelectMany(below => Walk(below, pattern)));

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"no Turnstone.slnx above {AppContext.BaseDirectory}");
    }
}
