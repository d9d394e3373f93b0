namespace Turnstone.Migrations;

using System.Collections.Immutable;
using Turnstone.Diagnostics;

/// <summary>What a migration file's name says: its kind, version and description.</summary>
public sealed record FileName(string Text, MigrationKind Kind, MigrationVersion? Version, string Description)
{
    /// <summary>Files that run around an apply, by name.</summary>
    public static ImmutableArray<string> Hooks { get; } = ["beforeApply", "afterApply", "beforeEach", "afterEach", "afterError"];

    /// <summary>Reads a file's name, without its folder; no value and no error for a file that is none of ours.</summary>
    public static (FileName? Name, Diagnostic? Trouble) Read(string name)
    {
        var extension = Path.GetExtension(name);
        if (!extension.Equals(".sql", StringComparison.OrdinalIgnoreCase))
        {
            return (null, ForeignName.OfSettings(name));
        }
        var stem = name[..^extension.Length];
        if (Hooks.Contains(stem) && extension == ".sql")
        {
            return (new(name, MigrationKind.Hook, null, stem), null);
        }
        if (!LooksLikeOne(stem))
        {
            return (null, ForeignName.Trouble(name) ?? Diagnostic.Warning("not-a-migration", $"{name} is not named like a migration and is left out.", name,
                "Name it V<version>__<description>.sql, or move it out of the migrations folder."));
        }
        return extension == ".sql" ? ReadStem(name, stem) : Misnamed(name, "the ending is '.sql', in lower case");
    }

    static (FileName?, Diagnostic?) ReadStem(string name, string stem)
    {
        var gap = stem.IndexOf("__", StringComparison.Ordinal);
        if (gap < 0 || gap + 2 == stem.Length)
        {
            return Misnamed(name, "two underscores stand between version and description");
        }
        var (letter, version, description) = (stem[0], stem[1..gap], stem[(gap + 2)..].Replace('_', ' '));
        if (char.IsAsciiLetterLower(letter))
        {
            return Misnamed(name, $"it begins with a capital '{char.ToUpperInvariant(letter)}'");
        }
        if (letter == 'R')
        {
            return version.Length == 0
                ? (new(name, MigrationKind.Repeatable, null, description), null)
                : Misnamed(name, "a repeatable has no version: R__<description>.sql");
        }
        return MigrationVersion.TryParse(version, out var parsed)
            ? (new(name, KindOf(letter), parsed, description), null)
            : Misnamed(name, "the version is digits joined by '.' or '_'");
    }

    static MigrationKind KindOf(char letter) => letter switch
    {
        'U' => MigrationKind.Undo,
        'B' => MigrationKind.Baseline,
        _ => MigrationKind.Versioned,
    };

    // V1_x.sql or v2__x.sql was surely meant as one; silence would leave it unapplied (the file that nobody misses until production).
    static bool LooksLikeOne(string stem) =>
        stem.Length > 1 && (char.ToUpperInvariant(stem[0]) is 'V' or 'U' or 'B' && char.IsAsciiDigit(stem[1])
            || char.ToUpperInvariant(stem[0]) is 'R' && stem[1] == '_'
            || stem[0] is 'V' or 'U' or 'B' or 'R' && stem.Contains("__", StringComparison.Ordinal));

    static (FileName?, Diagnostic?) Misnamed(string name, string rule) =>
        (null, Diagnostic.Error("file-name", $"{name} is almost a migration's name: {rule}.", name,
            "Rename it: V<version>__<description>.sql, U<version>__<description>.sql, R__<description>.sql or B<version>__<description>.sql."));
}
