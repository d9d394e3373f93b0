namespace Turnstone.Tests.Configuration;

using Turnstone.Configuration;
using Turnstone.Diagnostics;

/// <summary>A folder with files for one test, gone afterwards.</summary>
sealed class ProjectFolder : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("turnstone-");

    public string Path => folder.FullName;

    public ProjectFolder With(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public void Allow(string name, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(System.IO.Path.Combine(Path, name), mode);
        }
    }

    public static ProjectFolder Of(string yaml) => new ProjectFolder().With("turnstone.yaml", yaml);

    public Checked<Settings> Read(Dictionary<string, string>? environment = null, Dictionary<string, string>? flags = null) =>
        new SettingsReader(environment ?? []).Read(Path, flags ?? []);

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>A diagnostic on one line, for tests that compare it in full.</summary>
static class Said
{
    public static string[] Lines<T>(this Checked<T> made) where T : class =>
        [.. made.Diagnostics.Select(one => $"{(one.Place is { } place ? $"{place}: " : "")}{one.Severity}: {one.Message}{(one.Help is { } help ? $" | {help}" : "")}")];
}
