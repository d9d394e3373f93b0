namespace Turnstone.Cli;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Verification;

/// <summary>The project's other environments, asked where they stand as far as they can be reached in a moment: a change has to go through on each of them.</summary>
/// <remarks>Who is not reached is told and nothing more: where a change is tried, the addresses of production are often not known, and should not be.</remarks>
sealed class OtherEnvironments(Invocation invocation, Settings settings, IReadOnlyCollection<string> contexts)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    static readonly string[] Readable = ["env:", "file:"];

    /// <summary>Where they stand, each that was asked and has a history.</summary>
    /// <param name="target">The environment that is tried for; it is asked anyway.</param>
    public async Task<ImmutableArray<Stand>> AskAsync(string? target)
    {
        var names = settings.Environments.Keys.Where(name => name != target).ToList();
        var asked = await Task.WhenAll(names.Select(TryAsync));
        foreach (var (name, (_, whyNot)) in names.Zip(asked).Where(one => one.Second.WhyNot is not null))
        {
            invocation.Report.Remark(Diagnostic.Note("environment-not-asked", $"It is not tried from where '{name}' stands: {whyNot}", help: $"To have it asked, or to hear of it as an error: turnstone {invocation.Verb} --from {name}"));
        }
        return [.. asked.Select(one => one.Stand).OfType<Stand>().Where(stand => !stand.IsNew)];
    }

    async Task<(Stand? Stand, string? WhyNot)> TryAsync(string name)
    {
        var environment = settings.Environments[name];
        var address = environment.DirectUrl ?? environment.Url;
        if (address is null)
        {
            return (null, null);
        }
        if (SecretSources.IsReference(address) && !Readable.Any(source => address.StartsWith(source, StringComparison.Ordinal)))
        {
            return (null, "nobody is asked for its address unless somebody wants it.");
        }
        if (!contexts.ToHashSet().SetEquals(environment.Contexts))
        {
            return (null, $"it runs files of other contexts ({string.Join(", ", environment.Contexts.DefaultIfEmpty("none"))}).");
        }
        using var patience = new CancellationTokenSource(Patience + Patience, invocation.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(invocation.Stop, patience.Token);
        try
        {
            return await StandAsync(name, environment, both.Token);
        }
        catch (FailureException away)
        {
            return (null, away.Diagnostic.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return (null, "it does not answer.");
        }
    }

    async Task<(Stand? Stand, string? WhyNot)> StandAsync(string name, EnvironmentSettings environment, CancellationToken stop)
    {
        var hasty = settings with { Environments = settings.Environments.SetItem(name, environment with { Run = environment.Run with { ConnectDeadline = Patience } }) };
        var found = await new AddressReader(invocation.Terminal.Environment).ResolveAsync(hasty, name, null, changesTarget: false, stop);
        if (!found.Passed)
        {
            return (null, FirstOf(found.Diagnostics));
        }
        if (found.Value.Password is { } password)
        {
            invocation.Masking.Add(password);
        }
        var stand = await new Pipeline(hasty, found.Value, environment.Contexts, invocation.SurroundingsFor(_ => { })).StandAsync(stop);
        return stand.Passed ? (stand.Value, null) : (null, FirstOf(stand.Diagnostics));
    }

    static string FirstOf(ImmutableArray<Diagnostic> said) => $"{said.First(one => one.Severity == Severity.Error).Message.TrimEnd('.')}.";
}
