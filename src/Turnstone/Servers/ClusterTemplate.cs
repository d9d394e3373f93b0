namespace Turnstone.Servers;

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Text;

/// <summary>A cluster that <c>initdb</c> made once, to be copied: a copy takes a fraction of the time.</summary>
/// <param name="DataFolder">The cluster; only read.</param>
/// <param name="Password">The password of its superuser, and so of the superuser of each copy.</param>
sealed record ClusterTemplate(string DataFolder, Secret Password, FileLock Lease) : IDisposable
{
    /// <summary>The superuser of every private server.</summary>
    /// <remarks>Not a name of our own: the default search path begins with the schema that is called like the user.</remarks>
    public const string Superuser = "postgres";

    public void Dispose() => Lease.Dispose();

    /// <summary>A name for the template of one server: the same major built elsewhere has other collations and time zones.</summary>
    public static string Key(ServerBinaries binaries)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{binaries.Folder}\n{binaries.Build}"));
        return $"{(int)binaries.Major}-{Convert.ToHexStringLower(hash)[..12]}";
    }

    /// <summary>Makes templates and leases them: a leased one is not pruned.</summary>
    public sealed class Maker(ServerCache cache, ServerAccount account, TimeProvider time)
    {
        static readonly string[] Locales = ["C.UTF-8", "C"];

        static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

        public async Task<ClusterTemplate> AcquireAsync(ServerBinaries binaries, CancellationToken stop)
        {
            var key = Key(binaries);
            while (true)
            {
                if (await FindAsync(key, stop) is { } template)
                {
                    return template;
                }
                await MakeOnceAsync(binaries, key, Path.Combine(cache.Templates, key), stop);
            }
        }

        /// <summary>The one of that name; none where there is none.</summary>
        public async Task<ClusterTemplate?> FindAsync(string key, CancellationToken stop)
        {
            var folder = Path.Combine(cache.Templates, key);
            var lease = await FileLock.SharedAsync(cache.LockPath(key), time, stop);
            if (!Directory.Exists(folder))
            {
                lease.Dispose();
                return null;
            }
            Directory.SetLastWriteTimeUtc(folder, time.GetUtcNow().UtcDateTime);
            var password = await File.ReadAllTextAsync(Path.Combine(folder, "password"), stop);
            return new(Path.Combine(folder, "data"), new(password.Trim()), lease);
        }

        /// <summary>Keeps a copy of a running server's cluster under a name, unless there is one.</summary>
        /// <param name="dataFolder">Nobody writes there meanwhile, and there was a checkpoint: what starts on the copy recovers as from a crash.</param>
        public async Task KeepAsync(string key, string dataFolder, Secret password, CancellationToken stop)
        {
            var folder = Path.Combine(cache.Templates, key);
            using var held = FileLock.TryExclusive(cache.LockPath(key));
            if (held is null || Directory.Exists(folder))
            {
                return;
            }
            var building = Path.Combine(cache.Templates, $".{key}-{Guid.NewGuid():N}");
            var (files, copy) = (new ClusterFiles(account), Path.Combine(building, "data"));
            await files.MakeFolderAsync(building, "password", password.Reveal(), stop);
            await files.CopyAsync(dataFolder, copy, stop);
            await files.DeleteFileAsync(Path.Combine(copy, "postmaster.pid"), stop);
            Directory.Move(building, folder);
        }

        async Task MakeOnceAsync(ServerBinaries binaries, string key, string folder, CancellationToken stop)
        {
            // Not waited for: whoever made the template meanwhile holds a lease on it for as long as its server runs.
            using var held = FileLock.TryExclusive(cache.LockPath(key));
            if (held is null || Directory.Exists(folder))
            {
                await Task.Delay(Pause, time, stop);
                return;
            }
            await account.RequireAccessAsync(binaries.Program("initdb"), stop);
            var building = Path.Combine(cache.Templates, $".{key}-{Guid.NewGuid():N}");
            var files = new ClusterFiles(account);
            ProgramOutput? said = null;
            foreach (var locale in Locales)
            {
                await files.MakeFolderAsync(building, "password", RandomNumberGenerator.GetHexString(32, lowercase: true), stop);
                said = await ChildProcess.RunAsync(InitDb(binaries, building, locale), stop);
                if (said.ExitCode is 0)
                {
                    Directory.Move(building, folder);
                    return;
                }
                await files.DeleteAsync(building, stop);
            }
            throw new ServerException($"initdb of PostgreSQL {binaries.Version} in {binaries.Folder} failed:\n{said?.Tail}");
        }

        ProcessStartInfo InitDb(ServerBinaries binaries, string building, string locale)
        {
            var start = ChildProcess.Prepare(binaries.Program("initdb"),
            [
                "--pgdata", Path.Combine(building, "data"), "--username", Superuser, "--pwfile", Path.Combine(building, "password"),
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", locale, "--no-sync", "--no-instructions",
            ], account.Name);
            start.Environment["LC_ALL"] = "C";
            start.Environment["TZ"] = "UTC";
            return start;
        }
    }
}
