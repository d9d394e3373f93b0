namespace Turnstone.Migrations;

using Turnstone.Diagnostics;

/// <summary>Finds files that cannot be checked out on Windows: a device's name, a sign that is not allowed there, a path that is too long.</summary>
/// <remarks>https://learn.microsoft.com/windows/win32/fileio/naming-a-file</remarks>
static class WindowsNames
{
    // Git's limit there is 260 with the folder of the checkout before it.
    const int LongestPath = 200;

    static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"])];

    public static Diagnostic? Trouble(string path)
    {
        if (path.Length > LongestPath)
        {
            return Warning(path, $"The path has {path.Length} characters: with the folder of a checkout before it, it may be too long for Windows.");
        }
        foreach (var part in path.Split('/'))
        {
            if (Devices.Contains(part.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase))
            {
                return Warning(path, $"'{part}' is the name of a device on Windows.");
            }
            if (part.IndexOfAny(['<', '>', ':', '"', '\\', '|', '?', '*']) is >= 0 and var at)
            {
                return Warning(path, $"'{part[at]}' cannot be in a name on Windows.");
            }
            if (part is not ("." or "..") && part is [.., '.' or ' '])
            {
                return Warning(path, $"'{part}' ends with a dot or a blank, which Windows leaves out.");
            }
        }
        return null;
    }

    static Diagnostic Warning(string path, string message) =>
        Diagnostic.Warning("name-not-portable", message, path, "Rename it before it is applied, if somebody is to check it out there.");
}
