namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Makes options of a project's settings; a rule that there is not is an error.</summary>
public static class LintOptionsReader
{
    public static Checked<LintOptions> Read(Settings settings, PgVersion version)
    {
        var lint = settings.Lint;
        ImmutableArray<string> named = [.. lint.Levels.Keys.Concat(lint.Limits.Keys).Concat(lint.Lists.Keys).Distinct().Order(StringComparer.Ordinal)];
        var rules = LintRule.All.Select(rule => rule.Name).ToHashSet();
        return Checked.Of(
            new LintOptions
            {
                Version = version,
                SearchPath = settings.SearchPath,
                SmallTable = lint.SmallTable,
                Placeholders = new(settings.Placeholders),
                Rules = WithPolicies(named.ToImmutableSortedDictionary(name => name, name => Of(lint, name), StringComparer.Ordinal), settings),
                Retained = settings.Retained,
            },
            named.Where(name => !rules.Contains(name)).Select(name => Diagnostic.Error("settings", $"There is no lint rule '{name}'.", settings.File is { } file ? Path.GetFileName(file) : null,
                Nearest.To(name, rules) is { } meant ? $"Did you mean {meant}?" : "turnstone lint --rules lists them."))
            .Concat(LintRule.All.Where(rule => rule.IsLiftedByReasonOnly && Of(lint, rule.Name).IsOff).Select(rule => Diagnostic.Error("settings", $"lint.rules.{rule.Name} cannot be off.", settings.File is { } file ? Path.GetFileName(file) : null,
                $"Give a reason where it does not hold: -- turnstone: ignore={rule.Name} reason=\"…\"")))
            .Concat(LintRule.All.Where(rule => named.Contains(rule.Name)).Select(rule => rule.Refuse(Of(lint, rule.Name)) is { } trouble ? Diagnostic.Error("settings", $"lint.lists.{rule.Name}: {trouble}", settings.File is { } file ? Path.GetFileName(file) : null) : null).OfType<Diagnostic>()));
    }

    // A key of its own in turnstone.yaml names a rule as well as lint.rules does.
    static ImmutableSortedDictionary<string, RuleOptions> WithPolicies(ImmutableSortedDictionary<string, RuleOptions> rules, Settings settings)
    {
        const string Additive = "additive-only", Managed = "managed-service-forbidden";
        rules = settings.AdditiveOnly && !rules.ContainsKey(Additive) ? rules.Add(Additive, RuleOptions.None) : rules;
        return settings.Managed is { } service && !(rules.TryGetValue(Managed, out var told) && !told.List.IsEmpty) ? rules.SetItem(Managed, (told ?? RuleOptions.None) with { List = [service] }) : rules;
    }

    static RuleOptions Of(LintSettings lint, string name) => new()
    {
        IsOff = lint.Levels.TryGetValue(name, out var level) && level == LintLevel.Off,
        Severity = level switch { LintLevel.Error => Severity.Error, LintLevel.Warning => Severity.Warning, LintLevel.Info => Severity.Info, _ => null },
        Limit = lint.Limits.TryGetValue(name, out var limit) ? limit : null,
        List = lint.Lists.GetValueOrDefault(name, []),
    };
}
