namespace Turnstone.Configuration;

using Turnstone.Configuration.Secrets;
using Turnstone.Text;

/// <summary>What stands for <c>${name}</c>: a text of the project, or a secret that stands as its reference in everything stored.</summary>
public sealed record Placeholder
{
    /// <summary>The value, where it is written out.</summary>
    public string? Text { get; init; }

    /// <summary>Where the value is to be found: <c>env:APP_PASSWORD</c>.</summary>
    public string? Reference { get; init; }

    /// <summary>What <see cref="Reference"/> led to, once <see cref="SecretSources"/> has read it.</summary>
    public Secret? Secret { get; init; }

    internal static Placeholder Of(string text) => SecretSources.IsReference(text) ? new() { Reference = text } : new() { Text = text };

    public override string ToString() => Reference ?? Text ?? "";
}
