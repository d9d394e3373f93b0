namespace Turnstone.Configuration;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>One key that a project may set: a row of the table that drives file, environment, flags, defaults and <c>turnstone config</c>.</summary>
/// <param name="Name">Dotted; a star stands for a name the user chooses: <c>environments.*.url</c>.</param>
/// <param name="Default">As it would be written in the file; null where nothing is set.</param>
abstract record SettingKey(string Name, string? Default)
{
    const string Prefix = "TURNSTONE_";

    public string[] Parts { get; } = Name.Split('.');

    /// <summary>Whether anything reads it in this release: one that is promised and ignored has to say so.</summary>
    public bool IsBuilt { get; init; } = true;

    public bool HasName => Name.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether the value is a mapping of further keys, worth knowing about even when empty.</summary>
    public virtual bool IsSection => false;

    public string Flag { get; } =
        "--" + (Name.StartsWith("settings.", StringComparison.Ordinal) ? Name["settings.".Length..] : Name).Replace('.', '-').Replace('_', '-');

    /// <summary>Gives the settings this value, or says what is wrong with it.</summary>
    public abstract Settings Apply(Settings settings, Setting value, ICollection<Diagnostic> said);

    public string For(string name) => Name.Replace("*", name, StringComparison.Ordinal);

    public static bool IsSecret(string name) =>
        name.EndsWith("password", StringComparison.OrdinalIgnoreCase) || name.EndsWith("secret", StringComparison.OrdinalIgnoreCase);

    public bool Matches(params ReadOnlySpan<string> path) => path.Length == Parts.Length && IsUnder(path);

    /// <summary>Whether the path leads to this key or somewhere on the way to it.</summary>
    public bool IsUnder(params ReadOnlySpan<string> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (i >= Parts.Length || (Parts[i] != "*" && Parts[i] != path[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>What stands for the star in a path; empty where the key has none.</summary>
    public string NameIn(params ReadOnlySpan<string> path) => HasName ? path[Array.IndexOf(Parts, "*")] : "";

    /// <summary>The part of a variable's name that stands for the star; null where the variable is not this key.</summary>
    public string? WordsIn(string variable)
    {
        var whole = Prefix + Words(Name);
        var star = whole.IndexOf('*', StringComparison.Ordinal);
        if (IsSection || star < 0)
        {
            return !IsSection && variable == whole ? "" : null;
        }
        var (head, tail) = (whole[..star], whole[(star + 1)..]);
        return variable.Length > head.Length + tail.Length
            && variable.StartsWith(head, StringComparison.Ordinal)
            && variable.EndsWith(tail, StringComparison.Ordinal) ? variable[head.Length..^tail.Length] : null;
    }

    /// <summary>A dotted or dashed name as environment variables write it.</summary>
    public static string Words(string name) => name.Replace('.', '_').Replace('-', '_').ToUpperInvariant();
}

/// <summary>A row with the kind of its value and the place it goes to.</summary>
/// <param name="Put">Takes the settings so far, the name that stands for the star, and the value.</param>
sealed record SettingKey<T>(string Name, string? Default, SettingKind<T> Kind, Func<Settings, string, T, Settings> Put)
    : SettingKey(Name, Default)
{
    public override bool IsSection => Kind is SectionKind;

    public override Settings Apply(Settings settings, Setting value, ICollection<Diagnostic> said)
    {
        if (value.IsNull && !IsSection)
        {
            return settings;
        }
        var problems = new List<Diagnostic>();
        var read = Kind.Read(value, problems);
        foreach (var problem in problems)
        {
            said.Add(problem);
        }
        if (read is null || problems.Any(problem => problem.Severity == Severity.Error))
        {
            return settings;
        }
        if (!IsBuilt && value.Shown(new Masking()) != Default)
        {
            said.Add(value.Origin.NotBuilt());
        }
        return Put(settings, value.Name, read);
    }
}
