namespace Turnstone.Cli;

using System.CommandLine;
using Turnstone.Signing;

/// <summary>In which folder a verb looks for keys.</summary>
sealed class KeyOptions
{
    readonly Option<string?> folder = new("--in") { Description = "The folder of keys, in place of the user's own" };

    public void AddTo(Command command) => command.Add(folder);

    public KeyFolder Folder(Invocation invocation) => invocation.Arguments.GetValue(folder) is { } path
        ? new(Path.GetFullPath(path, invocation.Terminal.Folder))
        : KeyFolder.Default(invocation.Terminal.Environment);
}
