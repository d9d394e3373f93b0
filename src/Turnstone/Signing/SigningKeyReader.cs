namespace Turnstone.Signing;

using Turnstone.Configuration.Secrets;
using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Finds the key that somebody signs with: by its name in a folder of keys, by its path, or by a reference (<c>env:</c>, <c>file:</c>, <c>exec:</c>).</summary>
public sealed class SigningKeyReader(SecretSources sources, KeyFolder folder)
{
    /// <summary>The key, for the caller to dispose of; or why there is none.</summary>
    /// <param name="passphrase">For one that is encrypted.</param>
    /// <param name="root">The folder that relative paths start from.</param>
    public async Task<Checked<SigningKey>> ReadAsync(string written, Secret? passphrase, string root, CancellationToken stop)
    {
        if (Reference(written, root) is not { } reference)
        {
            return Checked.Failed<SigningKey>(Diagnostic.Error("key-unknown", $"There is no private key '{written}' in {folder.Path}, and no file {Path.GetFullPath(written, root)}.",
                help: "Those that are there: turnstone keys list"));
        }
        var pem = await sources.ReadAsync(reference, root, stop);
        if (!pem.Passed)
        {
            return Checked.Failed<SigningKey>(pem.Diagnostics);
        }
        var key = SigningKey.Read(pem.Value, written, passphrase);
        return key with { Diagnostics = [.. pem.Diagnostics, .. key.Diagnostics] };
    }

    string? Reference(string written, string root) => SecretSources.IsReference(written) ? written
        : folder.PrivateFileOf(written) is { } kept ? $"file:{kept}"
        : File.Exists(Path.GetFullPath(written, root)) ? $"file:{written}"
        : null;
}
