namespace Turnstone.Tests.Linting;

using System.Globalization;
using System.Text;
using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Sql;

/// <summary>The page of a rule, made of the rule and of its sample.</summary>
static class RulePage
{
    public static string Write(RuleSample sample, ILookup<string, Peer> peers)
    {
        var rule = sample.Rule;
        var page = new StringBuilder();
        page.Append($"# {rule.Name}\n\n");
        page.Append($"{Word(rule.Severity)} · {Topic(rule.Topic)}{(rule.IsHouseRule ? " · silent until `turnstone.yaml` names it" : "")}\n\n");
        page.Append($"{rule.Danger}\n\n");
        if (rule.Claim is { } claim)
        {
            page.Append($"**Lock:** {claim.Words} Tested on PostgreSQL {(sample.Since == PgVersion.V18 ? "18" : $"{(int)sample.Since} to 18")}.\n\n");
        }
        page.Append($"**Instead:** {rule.Cure}\n\n");
        if (rule.Limits is { } limits)
        {
            page.Append($"{limits}\n\n");
        }
        page.Append("## What is found\n\n");
        if (sample.OwnBefore is { } before)
        {
            page.Append($"Where this is there before:\n\n{Blocks(before)}");
        }
        if (sample.Stats is { } stats)
        {
            page.Append($"Where `turnstone dump --stats` says of the database:\n\n```json\n{stats.TrimEnd('\n')}\n```\n\n");
        }
        var found = sample.Findings(sample.Bad, "V2__bad.sql").Where(finding => finding.Rule == rule).ToList();
        if (sample.OwnBefore is not null && RuleSample.Files(sample.Bad, "") is not [("", _)])
        {
            page.Append("And these are new:\n\n");
        }
        page.Append($"{Blocks(sample.Bad)}```text\n");
        foreach (var finding in found)
        {
            var said = finding.Diagnostic;
            page.Append(CultureInfo.InvariantCulture, $"{said.Place}: {Word(said.Severity)}[{said.Rule}]: {said.Message}\n  {said.Help!.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
        }
        page.Append($"```\n\n## What is not\n\n{Blocks(sample.Good)}");
        if (peers.Contains(rule.Name))
        {
            page.Append($"Known to others as {string.Join(", ", peers[rule.Name].GroupBy(peer => peer.Tool).Select(tool => $"{tool.Key}: {string.Join(", ", tool.Select(peer => $"`{peer.Id}`"))}"))}.\n\n");
        }
        page.Append(rule.IsHouseRule ? $"To be told of it: `lint: {{ rules: {{ {rule.Name}: on }} }}` in `turnstone.yaml`; not" : "Not");
        page.Append($" to be told of it: `-- turnstone: ignore={rule.Name} reason=\"…\"` {(found.All(finding => finding.Span == default) ? "at the top of the file" : "before the statement")}{(rule.IsLiftedByReasonOnly ? "; it cannot be off" : $", or `lint: {{ rules: {{ {rule.Name}: off }} }}` in `turnstone.yaml`")}.\n");
        return page.Replace("<version>", "\\<version>").ToString();
    }

    public static string Index(IEnumerable<LintRule> rules)
    {
        var page = new StringBuilder($"# The rules\n\n{rules.Count()} rules. Each page has the danger, the lock in plain words, the cure, and an example of both.\n");
        foreach (var topic in rules.GroupBy(rule => rule.Topic).OrderBy(group => group.Key))
        {
            page.Append($"\n## {Topic(topic.Key)}\n\n| rule | severity | |\n|---|---|---|\n");
            foreach (var rule in topic)
            {
                page.Append($"| [{rule.Name}]({rule.Name}/README.md) | {Word(rule.Severity)}{(rule.IsHouseRule ? ", if asked for" : "")} | {FirstSentence(rule.Danger)} |\n");
            }
        }
        return page.ToString();
    }

    /// <summary>What other tools' rules are called here, or why there is none.</summary>
    public static string Compared()
    {
        var page = new StringBuilder("# Rules of other tools\n\nEvery rule that they list, and which of ours says the same, or why none does. Who comes from one of them finds its ids here.\n");
        foreach (var tool in Peer.All.GroupBy(peer => peer.Tool).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {tool.Key}\n\n{tool.Count()} rules, {tool.Count(peer => peer.Ours.Length > 0)} of them here.\n\n| id | ours | |\n|---|---|---|\n");
            foreach (var peer in tool.OrderBy(peer => peer.Id, StringComparer.Ordinal))
            {
                page.Append($"| `{peer.Id}` | {string.Join(", ", peer.Ours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(rule => $"[{rule}]({rule}/README.md)"))} | {Sentence(peer.Why)} |\n");
            }
        }
        return page.ToString();
    }

    static string Sentence(string why) => why.Length == 0 ? "" : $"{char.ToUpperInvariant(why[0])}{why[1..].TrimEnd('.')}.";

    // Each file in its own.
    static string Blocks(string text) => string.Concat(RuleSample.Files(text, "").Select(file => $"{(file.Name == "" ? "" : $"`{file.Name}`\n\n")}```sql\n{file.Text.TrimEnd('\n')}\n```\n\n"));

    static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? text[..(end + 1)] : text;

    static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    static string Topic(RuleTopic topic) => topic.ToString().ToLowerInvariant();
}
