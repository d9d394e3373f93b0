namespace Turnstone.Configuration.Secrets;

using System.Diagnostics;

/// <summary>Finds a command as Windows' own interpreter does, which knows more endings than <c>.exe</c>: many vaults' programs are batch files.</summary>
sealed class WindowsCommand(IReadOnlyDictionary<string, string> environment, Func<string, bool> fileExists)
{
    /// <summary>How it is started: a program by itself, a batch file through the interpreter, with each argument in quotation marks.</summary>
    public ProcessStartInfo Start(string command, IEnumerable<string> arguments)
    {
        if (Find(command) is not { } path)
        {
            return new(command, arguments);
        }
        if (!path.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".bat", StringComparison.OrdinalIgnoreCase))
        {
            return new(path, arguments);
        }
        // The interpreter takes its text as it stands, in quotation marks of its own.
        var words = string.Join(' ', arguments.Prepend(path).Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        return new(Variable("ComSpec") ?? "cmd.exe") { Arguments = $"/d /v:off /s /c \"{words}\"" };
    }

    /// <summary>Its path with its ending; null when it is not found.</summary>
    internal string? Find(string command)
    {
        var endings = (Variable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var hasEnding = endings.Any(ending => command.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        IEnumerable<string> names = hasEnding ? [command] : endings.Select(ending => command + ending.ToLowerInvariant());
        var folders = command.AsSpan().ContainsAny('\\', '/')
            ? [""]
            : (Variable("PATH") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(folder => folder.TrimEnd('\\') + '\\');
        return folders.SelectMany(folder => names.Select(name => folder + name)).FirstOrDefault(fileExists);
    }

    string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
