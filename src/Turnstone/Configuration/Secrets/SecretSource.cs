namespace Turnstone.Configuration.Secrets;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>One kind of place that a value can be taken from instead of being written out.</summary>
public abstract partial class SecretSource
{
    /// <summary>Every source there is.</summary>
    [Discovered]
    public static partial IReadOnlyList<SecretSource> All { get; }

    /// <summary>What a reference begins with, without its colon.</summary>
    public abstract string Name { get; }

    /// <summary>The value; or why there is none, in words that do not hold it.</summary>
    public abstract Task<Checked<Secret>> ReadAsync(SecretRequest request, CancellationToken stop);

    /// <summary>Values come from files and commands that end in a line end; a password does not.</summary>
    protected static Checked<Secret> Found(SecretRequest request, string value, params IEnumerable<Diagnostic> said) =>
        value.TrimEnd('\r', '\n') is { Length: > 0 } trimmed
            ? Checked.Of(new Secret(trimmed), said)
            : Missing(request, "is empty");

    protected static Checked<Secret> Missing(SecretRequest request, string problem, string? help = null) =>
        Checked.Failed<Secret>(Diagnostic.Error("secret-missing", $"{request.Shown} {problem}", help: help));
}
