namespace Turnstone;

using Turnstone.Diagnostics;
using Turnstone.Servers;

/// <summary>What the pipeline's database is, for a shadow that is to be like it.</summary>
public sealed partial class Pipeline
{
    /// <summary>Reads what stands around the migrations: roles, settings, extensions, collation. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses.</exception>
    public async Task<ShadowTarget> TargetAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await new ShadowTarget.Reader(session).ReadAsync(stop);
    }
}
