namespace Turnstone.Configuration.Secrets;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>Follows references such as <c>env:NAME</c> to the values they stand for.</summary>
/// <param name="environment">The variables of the process.</param>
public sealed class SecretSources(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Sources whose names are taken, so that nobody's password becomes the text <c>vault:…</c>.</summary>
    static readonly string[] NotBuilt = ["vault", "azure-key-vault", "aws-secrets-manager", "gcp-secret-manager"];

    /// <summary>Whether a value names its source instead of being written out.</summary>
    public static bool IsReference(string value) =>
        value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && value[..colon] is var name
        && (SecretSource.All.Any(source => source.Name == name) || NotBuilt.Contains(name));

    /// <summary>What a reference leads to.</summary>
    /// <param name="root">The folder that relative paths start from.</param>
    public async Task<Checked<Secret>> ReadAsync(string reference, string root, CancellationToken stop)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var name = reference[..Math.Max(0, colon)];
        var source = SecretSource.All.FirstOrDefault(source => source.Name == name);
        return source is not null
            ? await source.ReadAsync(new(reference, reference[(colon + 1)..].Trim(), root, environment), stop)
            : Checked.Failed<Secret>(Diagnostic.Error("secret-source-unknown",
                $"{name}: is not built yet", help: "Use exec: with the vendor's command line, or file:."));
    }

    /// <summary>The settings with the references of all placeholders followed.</summary>
    public async Task<Checked<Settings>> ReadAsync(Settings settings, CancellationToken stop)
    {
        var said = new List<Diagnostic>();
        foreach (var (name, placeholder) in settings.Placeholders)
        {
            if (placeholder.Reference is not { } reference)
            {
                continue;
            }
            var secret = await ReadAsync(reference, settings.Root, stop);
            said.AddRange(secret.Diagnostics.Select(one => one with { Message = $"placeholders.{name}: {one.Message}" }));
            settings = settings with { Placeholders = settings.Placeholders.SetItem(name, placeholder with { Secret = secret.Value }) };
        }
        return Checked.Of(settings, said);
    }
}
