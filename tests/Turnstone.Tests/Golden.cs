namespace Turnstone.Tests;

/// <summary>Files that hold what is expected, to be read in a review; <c>GOLDEN=write</c> in the environment rewrites them.</summary>
static class Golden
{
    public const string Folder = "tests/Turnstone.Tests/Golden";

    /// <summary>Compares with the file below <see cref="Folder"/>; what is null has no file.</summary>
    public static void Matches(string path, string? actual) => MatchesFile($"{Folder}/{path}", actual);

    /// <summary>Compares with a file of the repository.</summary>
    public static void MatchesFile(string path, string? actual)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            Write(file, actual);
        }
        (File.Exists(file) ? File.ReadAllText(file) : null).ShouldBe(actual, $"{path} says otherwise; GOLDEN=write rewrites it");
    }

    static void Write(string file, string? actual)
    {
        File.Delete(file);
        if (actual is not null)
        {
            File.WriteAllText(file, actual);
        }
    }
}
