namespace Turnstone.Configuration;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Diagnostics;

/// <summary>What a key's value may be, and the reading of it from the words in a file, a variable or a flag.</summary>
abstract class SettingKind<T>
{
    /// <summary>The value; or the default of <typeparamref name="T"/> with the reason among <paramref name="said"/>.</summary>
    public abstract T? Read(Setting setting, ICollection<Diagnostic> said);
}

/// <summary>A mapping of further keys; that it stands there is all there is to read.</summary>
sealed class SectionKind : SettingKind<bool>
{
    public override bool Read(Setting setting, ICollection<Diagnostic> said) => true;
}

/// <summary>A single text and what it is understood as.</summary>
/// <param name="read">The value, or what is wrong with the text and what to write instead.</param>
class TextKind<T>(Func<string, (T? Value, string? Problem, string? Help)> read) : SettingKind<T>
{
    public override T? Read(Setting setting, ICollection<Diagnostic> said)
    {
        if (setting.IsList)
        {
            said.Add(setting.Origin.Error("a list stands where one value is wanted", $"Write {setting.FullName.Split('.')[^1]}: value."));
            return default;
        }
        var (value, problem, help) = Understand(setting.Texts[0]);
        if (problem is not null)
        {
            said.Add(setting.Texts[0].Origin.Error(problem, help));
        }
        return value;
    }

    protected virtual (T? Value, string? Problem, string? Help) Understand(SettingText text) => read(text.Text);
}

/// <summary>A list of texts; written as one text, commas part them.</summary>
sealed class ListKind(SettingKind<string> each) : SettingKind<ImmutableArray<string>>
{
    public override ImmutableArray<string> Read(Setting setting, ICollection<Diagnostic> said)
    {
        var texts = setting.IsList ? setting.Texts : setting.Texts.SelectMany(Parted);
        return [.. texts.Select(text => each.Read(setting with { Texts = [text], IsList = false }, said)).OfType<string>()];
    }

    static IEnumerable<SettingText> Parted(SettingText text) => text.Text
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(part => text with { Text = part });
}

/// <summary>A database's address: one that holds a password may stand neither in a file that is checked in nor in a process list.</summary>
sealed class AddressKind() : TextKind<string>(text => (text, null, null))
{
    protected override (string? Value, string? Problem, string? Help) Understand(SettingText text) =>
        text.Origin.Layer is Layer.File or Layer.Flag && Connections.ConnectionText.HoldsPassword(text.Text)
            ? (null, "a password is written out here",
                "Take it from the environment (env:DATABASE_URL) or a file (file:/run/secrets/dsn); on the command line: --url env:DATABASE_URL.")
            : base.Understand(text);
}

/// <summary>The kinds that the table of keys is made of.</summary>
static class Kinds
{
    public static SettingKind<bool> Section { get; } = new SectionKind();

    public static SettingKind<string> Text { get; } = new TextKind<string>(text => (text, null, null));

    public static SettingKind<string> Name { get; } = new TextKind<string>(text =>
        string.IsNullOrWhiteSpace(text) ? (null, "it is empty", "Leave the key out for its default.") : (text, null, null));

    /// <remarks>PostgreSQL cuts longer names off, silently.</remarks>
    public static SettingKind<string> Schema { get; } = new TextKind<string>(text => System.Text.Encoding.UTF8.GetByteCount(text) switch
    {
        0 => (null, "it is empty", "Leave the key out for its default."),
        > 63 => (null, $"'{text}' is longer than the 63 bytes of a PostgreSQL name", null),
        _ when text == "information_schema" || text.StartsWith("pg_", StringComparison.Ordinal) =>
            (null, $"'{text}' belongs to PostgreSQL, and pg_dump leaves it out", "Leave the key out for its default, turnstone."),
        _ => (text, null, null),
    });

    public static SettingKind<string> Address { get; } = new AddressKind();

    public static SettingKind<ImmutableArray<string>> List { get; } = new ListKind(Name);

    public static SettingKind<ImmutableArray<string>> Addresses { get; } = new ListKind(Address);

    public static SettingKind<bool> Switch { get; } = new TextKind<bool>(text => text switch
    {
        "true" => (true, null, null),
        "false" => (false, null, null),
        _ => (false, $"'{text}' is neither true nor false", null),
    });

    public static SettingKind<int> Count { get; } = new TextKind<int>(text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (count, null, null)
            : (0, $"'{text}' is not a whole number", null));

    public static SettingKind<TimeSpan> Duration { get; } = new TextKind<TimeSpan>(text =>
        Configuration.Duration.TryRead(text, out var duration, out var problem, out var help) ? (duration, null, null) : (default, problem, help));

    public static SettingKind<long> Size { get; } = new TextKind<long>(text =>
        ByteSize.TryRead(text, out var bytes, out var problem, out var help) ? (bytes, null, null) : (0, problem, help));

    public static SettingKind<T> OneOf<T>(params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var known = choices.ToArray();
        var words = string.Join(", ", known.Select(choice => choice.Word));
        return new TextKind<T>(text => known.FirstOrDefault(choice => choice.Word == text) is { Word: not null } found
            ? (found.Value, null, null)
            : (default, $"'{text}' is not known", $"Write one of: {words}."));
    }
}
