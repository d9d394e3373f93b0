namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Makes options of a project's settings; a rule that there is not is an error.</summary>
public static class LintOptionsReader
{
    const string Levels = "lint.rules.", Limits = "lint.limits.", Lists = "lint.lists.";

    public static Checked<LintOptions> Read(Settings settings, PgVersion version)
    {
        var lint = settings.Lint;
        return Checked.Of(
            new LintOptions
            {
                Version = version,
                SearchPath = settings.SearchPath,
                SmallTable = lint.SmallTable,
                Placeholders = new(settings.Placeholders),
                Rules = WithPolicies(lint.Levels.Keys.Concat(lint.Limits.Keys).Concat(lint.Lists.Keys).Distinct().ToImmutableSortedDictionary(name => name, name => Of(lint, name), StringComparer.Ordinal), settings),
                Retained = settings.Retained,
            },
            from section in ((string Name, IEnumerable<string> Rules)[])[(Levels, lint.Levels.Keys), (Limits, lint.Limits.Keys), (Lists, lint.Lists.Keys)]
            from rule in section.Rules
            let trouble = Trouble(section.Name, rule, lint)
            where trouble is not null
            select settings.OriginOf(section.Name + rule).Error(trouble.Value.What, trouble.Value.Help));
    }

    static (string What, string? Help)? Trouble(string section, string name, LintSettings lint)
    {
        if (LintRule.All.FirstOrDefault(rule => rule.Name == name) is not { } rule)
        {
            return ("there is no such rule", LintRule.InsteadOf(name));
        }
        return section switch
        {
            Levels when rule.IsLiftedByReasonOnly && Of(lint, name).IsOff => ("it cannot be off", $"Give a reason where it does not hold: -- turnstone: ignore={name} reason=\"…\""),
            Limits when !rule.TakesLimit => ("it has no limit", $"These have: {Names(one => one.TakesLimit)}."),
            Lists when !rule.TakesList => ("it is told nothing", $"These are: {Names(one => one.TakesList)}."),
            Lists when rule.Refuse(Of(lint, name)) is { } refused => (refused.TrimEnd('.'), null),
            _ => null,
        };
    }

    static string Names(Func<LintRule, bool> which) => string.Join(", ", LintRule.All.Where(which).Select(rule => rule.Name));

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
