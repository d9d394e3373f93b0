namespace Turnstone.Text;

/// <summary>Takes everything secret out of a text that is printed or stored.</summary>
public sealed class Masking
{
    readonly List<Secret> secrets = [];

    /// <summary>From now on this value is masked wherever it turns up.</summary>
    public void Add(Secret secret) => secrets.Add(secret);

    /// <summary>The text with a row of stars in place of each secret.</summary>
    public string Mask(string text) => secrets.Count == 0 ? text : secrets.Aggregate(text, (masked, secret) => masked.Replace(secret.Reveal(), Secret.Mask, StringComparison.Ordinal));
}
