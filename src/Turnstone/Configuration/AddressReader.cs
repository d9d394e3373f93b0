namespace Turnstone.Configuration;

using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;

/// <summary>Decides which database is meant and reads its address, in whatever form it was written.</summary>
/// <param name="environment">The variables of the process.</param>
public sealed class AddressReader(IReadOnlyDictionary<string, string> environment, SecretSources? sources = null)
{
    readonly SecretSources sources = sources ?? new(environment);

    /// <param name="environmentName">From <c>--env</c>.</param>
    /// <param name="url">From <c>--url</c>.</param>
    /// <param name="changesTarget">Whether the verb changes the database: then an environment has to be chosen where the project defines any.</param>
    public Task<Checked<DatabaseAddress>> ResolveAsync(
        Settings settings, string? environmentName, string? url, bool changesTarget, CancellationToken stop) =>
        ReadAsync(settings, url ?? environmentName ?? $"{changesTarget}", "--url", stop);

    /// <summary>An address written out, or the reference to one: a replica's, the shadow server's.</summary>
    /// <param name="source">Who named it, as the messages say it.</param>
    public async Task<Checked<DatabaseAddress>> ReadAsync(Settings settings, string text, string source, CancellationToken stop)
    {
        var secret = await sources.ReadAsync(text, settings.Root, stop);
        return Checked.Failed<DatabaseAddress>([Diagnostic.Error("address", $"{source} is not read yet"), .. secret.Diagnostics]);
    }
}
