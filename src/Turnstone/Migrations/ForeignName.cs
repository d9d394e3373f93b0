namespace Turnstone.Migrations;

using System.Collections.Frozen;
using Turnstone.Diagnostics;

/// <summary>The names that dbmate, goose, golang-migrate and Flyway give their files, and what such a file is called here.</summary>
static class ForeignName
{
    static readonly FrozenDictionary<string, string> Callbacks = new Dictionary<string, string>
    {
        ["beforeMigrate"] = "beforeApply",
        ["afterMigrate"] = "afterApply",
        ["afterMigrateApplied"] = "afterApply",
        ["beforeEachMigrate"] = "beforeEach",
        ["afterEachMigrate"] = "afterEach",
        ["afterMigrateError"] = "afterError",
        ["afterEachMigrateError"] = "afterError",
    }.ToFrozenDictionary();

    // Every other event of Flyway's is one of these words for one of these moments.
    static readonly string[] Moments = ["before", "after"];

    static readonly string[] Events =
    [
        "Repeatables", "EachMigrateStatement", "EachMigrateStatementError", "Versioned", "Undo", "EachUndo", "EachUndoStatement", "EachUndoStatementError",
        "EachUndoError", "UndoError", "Deploy", "Clean", "Info", "Validate", "Baseline", "Repair", "DeployError", "CleanError", "InfoError", "ValidateError",
        "BaselineError", "RepairError", "CreateSchema", "Connect",
    ];

    /// <summary>What to say of a file with such a name; null for every other.</summary>
    public static Diagnostic? Trouble(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        return Numbered(name, stem) ?? Callback(name, stem.Split("__")[0]);
    }

    /// <summary>What to say of the settings that Flyway keeps beside a script; null for every other file.</summary>
    public static Diagnostic? OfSettings(string name) => name.EndsWith(".sql.conf", StringComparison.Ordinal)
        ? Diagnostic.Warning("not-read", $"{name} is Flyway's settings for one script; they are not read here.", name,
            "Write at the top of the script: '-- turnstone: transaction=none' for executeInTransaction=false, 'placeholders=off' for placeholderReplacement=false.")
        : null;

    static Diagnostic? Numbered(string name, string stem)
    {
        var digits = stem.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || digits + 1 >= stem.Length || stem[digits] != '_')
        {
            return null;
        }
        var (version, description) = (stem[..digits], stem[(digits + 1)..].TrimStart('_'));
        var (up, down) = ($"V{version}__{Without(description, ".up")}.sql", $"U{version}__{Without(description, ".down")}.sql");
        if (description.EndsWith(".up", StringComparison.Ordinal))
        {
            return Error(name, $"{name} is named as golang-migrate names the way up.", $"Rename it {up}.");
        }
        return description.EndsWith(".down", StringComparison.Ordinal)
            ? Error(name, $"{name} is named as golang-migrate names the way back.", $"Rename it {down}.")
            : Error(name, $"{name} is named as dbmate and goose name a migration: the version has no letter before it.",
                $"Rename it {up}. If it has a part for the way back as well, that part becomes {down}.");
    }

    static Diagnostic? Callback(string name, string word)
    {
        if (Callbacks.TryGetValue(word, out var hook))
        {
            return Error(name, $"{name} is a callback of Flyway's.", $"Its name here is {hook}.sql.");
        }
        return word == "createSchema" || Moments.Any(moment => word.StartsWith(moment, StringComparison.Ordinal) && Events.Contains(word[moment.Length..]))
            ? Error(name, $"{name} is a callback of Flyway's, and there is no such moment here.",
                $"Move it out of the migrations folder. There are: {string.Join(", ", FileName.Hooks.Select(one => one + ".sql"))}.")
            : null;
    }

    static string Without(string text, string ending) =>
        text.EndsWith(ending, StringComparison.Ordinal) ? text[..^ending.Length] : text;

    static Diagnostic Error(string name, string message, string help) => Diagnostic.Error("file-name", message, name, help);
}
