namespace Turnstone.Configuration.Secrets;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>An environment variable: <c>env:DATABASE_URL</c>.</summary>
public sealed class EnvironmentSource : SecretSource
{
    public override string Name => "env";

    public override Task<Checked<Secret>> ReadAsync(SecretRequest request, CancellationToken stop) => Task.FromResult(
        request.Environment.TryGetValue(request.Argument, out var value)
            ? Found(request, value)
            : Missing(request, "is not set", $"Set the variable {request.Argument}."));
}
