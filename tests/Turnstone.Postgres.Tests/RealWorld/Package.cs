namespace Turnstone.Postgres.Tests.RealWorld;

using Turnstone.Servers;

/// <summary>A package of npm's or Debian's, fetched once by its name and unpacked: nothing is installed and nothing of it is run.</summary>
static class Package
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The folder it is unpacked in.</summary>
    public static Task<string> NpmAsync(string name, string version) => ObtainAsync($"{name}-{version}", async folder =>
    {
        await RunAsync(folder, "npm", "pack", "--ignore-scripts", "--loglevel=error", $"{name}@{version}");
        await RunAsync(folder, "tar", "-xzf", Single(folder, "*.tgz"), "--strip-components=1");
    });

    /// <summary>The folder it is unpacked in, as the root of a file system.</summary>
    public static Task<string> DebianAsync(string name) => ObtainAsync(name, async folder =>
    {
        await DownloadAsync(folder, name);
        await RunAsync(folder, "dpkg-deb", "-x", Single(folder, "*.deb"), ".");
    });

    // Lists of its own: the system's may be absent (as in a fresh container) or older than the archive, and only root may renew them.
    static async Task DownloadAsync(string folder, string name)
    {
        var lists = Path.Combine(folder, "apt");
        Directory.CreateDirectory(Path.Combine(lists, "partial"));
        string[] places = ["-o", $"Dir::State::lists={lists}", "-o", $"Dir::Cache={lists}", "-o", "APT::Sandbox::User="];
        await RunAsync(folder, "apt-get", [.. places, "-q", "update"]);
        await RunAsync(folder, "apt-get", [.. places, "-q", "download", name]);
        Directory.Delete(lists, recursive: true);
    }

    static async Task<string> ObtainAsync(string name, Func<string, Task> fetch)
    {
        var cache = ServerCache.Default;
        var folder = Path.Combine(cache.Folder, "packages", name);
        using var held = await FileLock.ExclusiveAsync(cache.LockPath("package-" + name), TimeProvider.System, Stop);
        if (Directory.Exists(folder))
        {
            return folder;
        }
        // Beside its place, so that it appears there whole or not at all.
        var building = Path.Combine(cache.Folder, "packages", $".{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(building);
        try
        {
            await fetch(building);
            Directory.Move(building, folder);
        }
        catch (ServerException refused)
        {
            Directory.Delete(building, recursive: true);
            Assert.Skip($"not compared: {name} could not be had: {refused.Message}");
        }
        return folder;
    }

    static string Single(string folder, string pattern) => Path.GetFileName(Directory.EnumerateFiles(folder, pattern).Single());

    static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        var start = ChildProcess.Prepare(program, arguments);
        start.WorkingDirectory = folder;
        var said = await ChildProcess.RunAsync(start, Stop);
        if (said.ExitCode is not 0)
        {
            throw new ServerException($"'{program} {string.Join(' ', arguments)}' said: {said.Tail}");
        }
    }
}
