namespace Turnstone.Linting;

using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary>That somebody does not want to be told something, and why.</summary>
sealed record Suppression(string Rule, Directive Directive, string? Reason)
{
    const string Ignore = "ignore", Why = "reason";

    /// <summary>The ordinal of the statement that it is about; none where that is the whole file.</summary>
    public int? Statement { get; init; }

    /// <summary>Whether there was anything that it silenced.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Without one nothing is silent.</summary>
    public bool HasReason => Reason is { Length: > 0 };

    /// <summary>Those that comments hold: <c>ignore=rule,other reason="…"</c>, the reason on the same line.</summary>
    public static IEnumerable<Suppression> Of(IEnumerable<Directive> directives) =>
        from line in directives.GroupBy(one => one.Line)
        let reason = line.FirstOrDefault(one => one.Key == Why)?.Value
        from directive in line
        where directive.Key == Ignore
        from rule in directive.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select new Suppression(rule, directive, reason);

    /// <summary>What is wrong with it, once all is seen.</summary>
    /// <param name="isKnown">Whether there is a rule of that name.</param>
    public Diagnostic? Trouble(string file, bool isKnown)
    {
        var trouble = (isKnown, HasReason, IsUsed) switch
        {
            (false, _, _) => Diagnostic.Warning("unused-suppression", $"There is no rule '{Rule}' to be ignored.", file, LintRule.InsteadOf(Rule)),
            (_, false, _) => Diagnostic.Warning("ignore-without-reason", $"'{Rule}' is to be ignored and nobody says why, so it is told.", file, $"Write the reason behind it: ignore={Rule} reason=\"…\""),
            (_, _, false) => Diagnostic.Warning("unused-suppression", $"Nothing is found here that 'ignore={Rule}' is about.", file, "Take the comment out."),
            _ => null,
        };
        return trouble?.At(Directive.Line, Directive.Column);
    }
}
