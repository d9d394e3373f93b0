namespace Turnstone.Postgres.Tests.Servers;

using Turnstone.Servers;

/// <summary>An empty cache folder of a test's own, which the server's account can enter.</summary>
sealed class TemporaryCache : IDisposable
{
    public ServerCache Cache { get; } = new(Path.Combine(Path.GetTempPath(), $"turnstone-test-{Guid.NewGuid():N}"));

    public void Dispose()
    {
        if (Directory.Exists(Cache.Folder))
        {
            Directory.Delete(Cache.Folder, recursive: true);
        }
    }
}
