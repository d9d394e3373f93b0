namespace Turnstone.Tests.Migrations;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary>A project in a temporary folder, with migrations in <c>migrations/</c>.</summary>
sealed class MigrationFolder : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("turnstone-");

    public MigrationFolder(params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(PathOf("migrations"));
        foreach (var (name, text) in files)
        {
            Write(name, text);
        }
    }

    public Settings Settings => new() { Root = folder.FullName };

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A file below <c>migrations/</c>.</summary>
    public void Write(string name, string text)
    {
        var path = PathOf($"migrations/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public Checked<MigrationSet> Read() => new MigrationDirectory(Settings).Read();

    public void Dispose() => folder.Delete(recursive: true);
}
