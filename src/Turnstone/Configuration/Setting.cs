namespace Turnstone.Configuration;

using System.Collections.Immutable;
using Turnstone.Configuration.Secrets;
using Turnstone.Text;

/// <summary>One key as somebody said it, not yet understood.</summary>
/// <param name="Name">What stands for the star in the key; empty where there is none.</param>
/// <param name="Texts">One text, or those of a list; none where the value is null, which goes back to the default.</param>
/// <param name="IsList">Whether it was written as a list.</param>
sealed record Setting(SettingKey Key, string Name, ImmutableArray<SettingText> Texts, bool IsList, Origin Origin)
{
    public string FullName => Key.For(Name);

    public bool IsNull => Texts.IsEmpty && !IsList;

    /// <summary>The words as written, for people; what may be a password is stars, where it is found is not.</summary>
    public string Shown(Masking masking)
    {
        var texts = Texts.Select(one => SecretSources.IsReference(one.Text) ? one.Text : SettingKey.IsSecret(Name) ? Secret.Mask : Line(masking.Mask(one.Text)));
        return IsNull ? Key.Default ?? "null" : IsList ? $"[{string.Join(", ", texts)}]" : texts.Single();
    }

    // A key may be written out.
    static string Line(string text) => text.Contains('\n', StringComparison.Ordinal) ? OneLine.Of(text) : text;
}

/// <summary>One text of a setting and where it stands.</summary>
sealed record SettingText(string Text, Origin Origin);
