namespace Turnstone.Signing;

using Turnstone.Configuration;
using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;

/// <summary>Finds the keys that a project lists under <c>verifiers:</c>, each as a path, as PEM, or as the reference to one (<c>env:</c>, <c>file:</c>).</summary>
public sealed class KeyRingReader(SecretSources sources)
{
    const string Setting = "verifiers";

    /// <summary>The keys, each once; or, at its place in <c>turnstone.yaml</c>, what is wrong with any of them.</summary>
    public async Task<Checked<KeyRing>> ReadAsync(Settings settings, CancellationToken stop)
    {
        var keys = new List<TrustedKey>();
        var said = new List<Diagnostic>();
        foreach (var (at, written) in settings.Verifiers.Index())
        {
            var read = await ReadAsync(written, $"{Setting}[{at}]", settings.Root, stop);
            said.AddRange(read.Diagnostics);
            if (read.Value is { } key)
            {
                keys.Add(key);
            }
        }
        var origin = settings.OriginOf(Setting);
        return Checked.Of(new KeyRing([.. keys.DistinctBy(one => one.Key.Id)]),
            said.Select(one => one with { Message = $"{origin.Subject}: {one.Message}", File = origin.File, Line = origin.Line, Column = origin.Column }));
    }

    async Task<Checked<TrustedKey>> ReadAsync(string written, string place, string root, CancellationToken stop)
    {
        if (PemText.Is(written))
        {
            return Of(place, written, []);
        }
        var prefix = SecretSources.IsReference(written) ? "" : "file:";
        var text = await sources.ReadAsync(prefix + written, root, stop);
        // Everybody may read a public key.
        var said = text.Diagnostics.Where(one => one.Rule != "secret-file-open").Select(one => one with { Rule = "key-missing", Message = one.Message[prefix.Length..] });
        return text.Passed ? Of(written, text.Value.Reveal(), said) : Checked.Failed<TrustedKey>(said);
    }

    static Checked<TrustedKey> Of(string name, string pem, IEnumerable<Diagnostic> said)
    {
        var key = VerifyingKey.Read(pem, name);
        return key.Passed ? Checked.Of(new TrustedKey(name, key.Value), said) : Checked.Failed<TrustedKey>([.. said, .. key.Diagnostics]);
    }
}
