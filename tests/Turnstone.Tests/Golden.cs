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
        var expected = File.Exists(file) ? File.ReadAllText(file) : null;
        if (expected != actual)
        {
            Assert.Fail($"{path} says otherwise; GOLDEN=write rewrites it.\n{FirstDifference(Lines(expected), Lines(actual))}");
        }
    }

    static string[] Lines(string? text) => text?.Split('\n') ?? ["(no file)"];

    static string FirstDifference(string[] expected, string[] actual)
    {
        var line = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}\n- {expected.ElementAtOrDefault(line)}\n+ {actual.ElementAtOrDefault(line)}";
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
