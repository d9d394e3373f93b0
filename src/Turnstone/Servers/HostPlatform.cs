namespace Turnstone.Servers;

using System.Runtime.InteropServices;

/// <summary>The kinds of operating system that keep PostgreSQL and caches in places of their own.</summary>
enum HostSystem
{
    Linux,
    MacOS,
    Windows,
}

/// <summary>What the search for servers must know about a machine: its kind, and what it says when asked.</summary>
sealed record HostPlatform(HostSystem System, string? NpmName, bool IsRoot)
{
    /// <summary>Reads an environment variable; an empty one counts as absent.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether a file of that path exists.</summary>
    public required Func<string, bool> FileExists { get; init; }

    /// <summary>The names of the folders inside a folder; none when it does not exist.</summary>
    public required Func<string, IReadOnlyList<string>> FolderNames { get; init; }

    /// <summary>The machine this process runs on.</summary>
    public static HostPlatform Current { get; } = new(CurrentSystem(), CurrentNpmName(), Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
    {
        Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
        FileExists = File.Exists,
        FolderNames = folder => Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!)] : [],
    };

    public char PathSeparator => System is HostSystem.Windows ? ';' : ':';

    /// <summary>The path of a program; with no folder its name, to be found on the PATH.</summary>
    public string Executable(string folder, string name)
    {
        var file = System is HostSystem.Windows ? name + ".exe" : name;
        return folder.Length is 0 ? file : Join(folder, file);
    }

    public string Join(string folder, params ReadOnlySpan<string> parts)
    {
        var separator = System is HostSystem.Windows ? '\\' : '/';
        foreach (var part in parts)
        {
            folder = $"{folder.TrimEnd(separator)}{separator}{part}";
        }
        return folder;
    }

    static HostSystem CurrentSystem() =>
        OperatingSystem.IsWindows() ? HostSystem.Windows : OperatingSystem.IsMacOS() ? HostSystem.MacOS : HostSystem.Linux;

    /// <remarks>The packages are linked against glibc: there is none for musl.</remarks>
    static string? CurrentNpmName() => (CurrentSystem(), RuntimeInformation.OSArchitecture) switch
    {
        _ when RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) => null,
        (HostSystem.Linux, Architecture.X64) => "linux-x64",
        (HostSystem.Linux, Architecture.Arm64) => "linux-arm64",
        (HostSystem.MacOS, Architecture.X64) => "darwin-x64",
        (HostSystem.MacOS, Architecture.Arm64) => "darwin-arm64",
        (HostSystem.Windows, Architecture.X64 or Architecture.Arm64) => "windows-x64",
        _ => null,
    };
}
