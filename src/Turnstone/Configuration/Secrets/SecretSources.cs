namespace Turnstone.Configuration.Secrets;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Everything a reference such as <c>env:NAME</c> may point into, and the reading of it.</summary>
/// <param name="environment">The variables of the process.</param>
public sealed class SecretSources(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Whether a value names its source instead of being written out.</summary>
    public static bool IsReference(string value) => value.StartsWith("env:", StringComparison.Ordinal);

    /// <summary>What a reference leads to.</summary>
    /// <param name="root">The folder that relative paths start from.</param>
    public Task<Checked<Secret>> ReadAsync(string reference, string root, CancellationToken stop) =>
        stop.IsCancellationRequested ? throw new OperationCanceledException(stop) : Task.FromResult(Checked.Of(new Secret(environment.GetValueOrDefault(reference, root))));

    /// <summary>The settings with every placeholder's reference followed.</summary>
    public Task<Checked<Settings>> ReadAsync(Settings settings, CancellationToken stop) =>
        ReadAsync("", settings.Root, stop).ContinueWith(_ => Checked.Of(settings), stop, TaskContinuationOptions.None, TaskScheduler.Default);
}
