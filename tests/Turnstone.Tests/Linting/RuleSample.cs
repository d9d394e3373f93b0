namespace Turnstone.Tests.Linting;

using System.Collections.Immutable;
using System.Globalization;
using Turnstone.Linting;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>What shows a rule: <c>bad.sql</c>, <c>good.sql</c>, and what is there before them.</summary>
sealed record RuleSample(LintRule Rule)
{
    public const string Folder = "docs/rules";

    const string FromVersion = "-- PostgreSQL ", OfFile = "-- file: ";

    /// <summary>What is there before: the rule's own <c>before.sql</c>, or the one of most rules.</summary>
    public string Before => OwnBefore ?? Repository.Read($"{Folder}/before.sql");

    public string? OwnBefore => ReadOptional("before.sql");

    public string Bad => Repository.Read($"{Folder}/{Rule.Name}/bad.sql");

    public string Good => Repository.Read($"{Folder}/{Rule.Name}/good.sql");

    /// <summary>What the database says of itself, where the rule asks.</summary>
    public string? Stats => ReadOptional("stats.json");

    LintGround Ground => Stats is { } stats ? LintGround.None.With(stats, "stats.json").Value! : LintGround.None;

    /// <summary>The first server that takes all of it, as its texts say in their first lines.</summary>
    public PgVersion Since => new[] { Before, Bad, Good }.Max(VersionOf);

    static PgVersion VersionOf(string text) => text.StartsWith(FromVersion, StringComparison.Ordinal)
        ? (PgVersion)int.Parse(text.AsSpan(FromVersion.Length, 2), CultureInfo.InvariantCulture) : PgVersion.V14;

    /// <summary>The files that a text is, each behind a line that names it; of one without such a line, all of it.</summary>
    public static IReadOnlyList<(string Name, string Text)> Files(string text, string name)
    {
        if (!text.StartsWith(OfFile, StringComparison.Ordinal))
        {
            return [(name, text)];
        }
        return [.. $"\n{text}".Split($"\n{OfFile}").Skip(1).Select(file => file.Split('\n', 2)).Select(parts => (parts[0].Trim(), $"{parts[1].TrimEnd('\n')}\n"))];
    }

    /// <summary>What all rules find in a text that comes behind <see cref="Before"/>.</summary>
    public IReadOnlyList<LintFinding> Findings(string text, string name)
    {
        // A house's rule speaks only where somebody asks for it.
        var linter = new Linter(new LintOptions { Rules = LintOptionsOf(Rule), Version = Ground.Figures?.Version ?? VersionOf(text) }, Ground);
        var before = Files(Before, "V1__before.sql").Select(file => File(file.Name, file.Text, file.Name)).ToList();
        var asked = Files(text, name).Select(file => File(file.Name, file.Text, file.Name == name ? "bad.sql" : file.Name)).ToList();
        var set = new MigrationSet([.. before.Concat(asked).Where(file => file.Kind == MigrationKind.Versioned).OrderBy(file => file.Version)], [], [.. asked.Where(file => file.Kind == MigrationKind.Repeatable)]);
        var found = new List<LintFinding>();
        foreach (var (place, file) in set.Versioned.Concat(asked.Where(file => file.Kind != MigrationKind.Versioned)).Index())
        {
            found.AddRange(linter.Look(new(file, place) { IsAsked = asked.Contains(file), IsPending = asked.Contains(file) }, set));
        }
        return [.. found, .. linter.Finish(set)];
    }

    static ImmutableSortedDictionary<string, RuleOptions> LintOptionsOf(LintRule rule) =>
        rule.IsHouseRule ? new LintOptions().Rules.Add(rule.Name, RuleOptions.None) : new LintOptions().Rules;

    static Migration File(string name, string text, string shown) =>
        new(FileName.Read(name).Name!, shown, new SourceText(text), Directives.Read(text, name).Value!, Checksum.Of(text));

    string? ReadOptional(string name) => System.IO.File.Exists(Repository.PathOf($"{Folder}/{Rule.Name}/{name}")) ? Repository.Read($"{Folder}/{Rule.Name}/{name}") : null;
}
