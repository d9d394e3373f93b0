namespace Turnstone.Servers;

using System.Globalization;

/// <summary>What a running server writes about itself into its data folder: <c>postmaster.pid</c>.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="DataFolder">The folder it serves.</param>
/// <param name="Started">When it began, in seconds since 1970.</param>
/// <param name="Port">The port it listens on.</param>
/// <param name="IsReady">Whether it takes connections.</param>
sealed record PostmasterFile(int Pid, string DataFolder, long Started, int Port, bool IsReady)
{
    public const string Name = "postmaster.pid";

    /// <summary>Reads the file of a data folder; null while there is none or it is only half written.</summary>
    public static PostmasterFile? Read(string dataFolder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(dataFolder, Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return Parse(reader.ReadToEnd());
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the lines of such a file: process, folder, start, port, socket folder, address, shared memory, state.</summary>
    public static PostmasterFile? Parse(string text) => text.Split('\n') is [var pid, var folder, var started, var port, _, _, _, var state, ..]
        && int.TryParse(pid, CultureInfo.InvariantCulture, out var process)
        && long.TryParse(started, CultureInfo.InvariantCulture, out var start)
        && int.TryParse(port, CultureInfo.InvariantCulture, out var number)
            ? new(process, folder.TrimEnd(), start, number, state.Trim() is "ready")
            : null;
}
