namespace Turnstone.Servers;

/// <summary>A lock between processes, held through an open file: it ends with its holder, however that ends.</summary>
sealed class FileLock(FileStream file) : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until nobody else holds it.</summary>
    public static async Task<FileLock> ExclusiveAsync(string path, TimeProvider time, CancellationToken stop)
    {
        FileLock? held;
        while ((held = TryExclusive(path)) is null)
        {
            await Task.Delay(Interval, time, stop);
        }
        return held;
    }

    /// <summary>Waits until nobody holds it exclusively.</summary>
    public static async Task<FileLock> SharedAsync(string path, TimeProvider time, CancellationToken stop)
    {
        FileLock? held;
        while ((held = TryOpen(path, FileAccess.Read, FileShare.Read)) is null)
        {
            await Task.Delay(Interval, time, stop);
        }
        return held;
    }

    /// <summary>Takes it when it is free; null when it is held.</summary>
    public static FileLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    public void Dispose() => file.Dispose();

    static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
