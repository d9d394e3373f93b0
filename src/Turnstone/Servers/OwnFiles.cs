namespace Turnstone.Servers;

/// <summary>Makes, copies and removes folders that are our own account's and that nobody else may enter.</summary>
/// <remarks>On Windows a folder has the rights of the one it is in, and the cache is in the user's own.</remarks>
static class OwnFiles
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Private);
        }
    }

    /// <summary>Writes a new file that nobody else may read.</summary>
    public static async Task WriteAsync(string path, string content, CancellationToken stop)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using var file = new StreamWriter(path, options);
        await file.WriteAsync(content.AsMemory(), stop);
    }

    /// <summary>Copies a folder to a place where nothing is yet.</summary>
    public static Task CopyAsync(string from, string to, CancellationToken stop) => Task.Run(() => Copy(from, to, stop), stop);

    /// <summary>Removes a folder, if it is there.</summary>
    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Copy(string from, string to, CancellationToken stop)
    {
        Make(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            stop.ThrowIfCancellationRequested();
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)), stop);
        }
    }
}
