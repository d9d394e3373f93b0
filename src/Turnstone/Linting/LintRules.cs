namespace Turnstone.Linting;

/// <summary>The rules that there are.</summary>
static partial class LintRules
{
    [Discovered]
    internal static partial IReadOnlyList<LintRule> Discovered { get; }

    public static IReadOnlyList<LintRule> All { get; } = [.. Discovered.OrderBy(rule => rule.Name, StringComparer.Ordinal)];
}
