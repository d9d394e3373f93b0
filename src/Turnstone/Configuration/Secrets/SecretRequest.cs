namespace Turnstone.Configuration.Secrets;

using Turnstone.Text;

/// <summary>A reference on its way to its source.</summary>
/// <param name="Reference">As it was written: <c>file:/run/secrets/dsn</c>.</param>
/// <param name="Argument">What follows the source's name: <c>/run/secrets/dsn</c>.</param>
/// <param name="Root">The folder that relative paths start from.</param>
/// <param name="Environment">The variables of the process.</param>
public sealed record SecretRequest(string Reference, string Argument, string Root, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The reference for messages: a command's arguments may hold what they should not.</summary>
    public string Shown => new Masking().Mask(Reference);
}
