namespace Turnstone.Cli;

using Turnstone.Configuration;
using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Signing;

/// <summary>An envelope in a file, held against the keys that the project believes.</summary>
/// <param name="Trusted">None where its signature does not count.</param>
/// <param name="Failure">Why it does not.</param>
sealed record SignedFile(TrustedEnvelope? Trusted, FailureKind? Failure)
{
    /// <summary>None where it cannot be read; what is wrong is said either way.</summary>
    public static async Task<SignedFile?> ReadAsync(Invocation invocation, Settings settings, string file)
    {
        if (await GivenFile.ReadAsync(invocation, file, "To make one: turnstone verify plan.json -o evidence.dsse.json --key NAME") is not { } bytes)
        {
            return null;
        }
        var envelope = invocation.Take(EnvelopeFile.Read(bytes, file));
        var ring = invocation.Take(await new KeyRingReader(new SecretSources(invocation.Terminal.Environment)).ReadAsync(settings, invocation.Stop));
        if (envelope is null || ring is null)
        {
            return null;
        }
        var held = ring.Verify(envelope, file);
        return invocation.Take(held) is { } trusted
            ? new(trusted, null)
            : new(null, held.Diagnostics.Any(said => said.Rule == KeyRing.BrokenSignature) ? FailureKind.Broken : FailureKind.PolicyNotMet);
    }
}
