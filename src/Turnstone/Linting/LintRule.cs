namespace Turnstone.Linting;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sql.Syntax;

/// <summary>One thing that can be wrong with a migration. It only describes: what the trouble is, where it is in a statement, and what to do about it.</summary>
public abstract class LintRule
{
    /// <summary>Every rule, by name.</summary>
    public static IReadOnlyList<LintRule> All => LintRules.All;

    /// <summary>Where to look for whoever wrote a name that no rule has.</summary>
    internal static string InsteadOf(string name) => Nearest.To(name, [.. All.Select(rule => rule.Name)]) is { } meant ? $"Did you mean {meant}?" : "turnstone lint --rules lists them.";

    /// <summary>The trouble, lower case with hyphens: <c>index-not-concurrent</c>.</summary>
    public abstract string Name { get; }

    public abstract RuleTopic Topic { get; }

    public abstract Severity Severity { get; }

    /// <summary>What happens to whom, and why: the lock in plain words.</summary>
    public abstract string Danger { get; }

    /// <summary>The safe way, in steps.</summary>
    public abstract string Cure { get; }

    /// <summary>When it is said, and when it is not, beyond what the danger says; none where nothing is to be added.</summary>
    public virtual string? Limits => null;

    /// <summary>Whether it is a rule of somebody's house, which is silent until <c>turnstone.yaml</c> names it.</summary>
    public virtual bool IsHouseRule => false;

    /// <summary>What it says of locks and work under them, which the tests hold it to on real servers.</summary>
    public virtual LockClaim? Claim => null;

    /// <summary>Whether it cannot be off in <c>turnstone.yaml</c>: whoever wants to pass gives a reason at the statement.</summary>
    internal virtual bool IsLiftedByReasonOnly => false;

    /// <summary>Whether it counts something, which <c>lint.limits</c> bounds.</summary>
    internal virtual bool TakesLimit => false;

    /// <summary>Whether <c>lint.lists</c> tells it names, types or patterns.</summary>
    internal virtual bool TakesList => false;

    /// <summary>What is wrong with what <c>lint.lists</c> tells it; none where it can go by that.</summary>
    internal virtual string? Refuse(RuleOptions options) => null;

    /// <summary>Whether the trouble is only how long it takes, so that it is none where the table is small.</summary>
    internal virtual bool WeighsSize => Claim is { Scans: true } or { Rewrites: true };

    /// <summary>Whether the trouble is for those who still use the table.</summary>
    internal virtual bool WeighsUse => Claim is { Mode: LockMode.AccessExclusive, Scans: false, Rewrites: false } && Topic is RuleTopic.Destruction or RuleTopic.Compatibility;

    /// <summary>Whether it is about what runs now, and so told of the statements of a DO block, but not of those that a function or a rule keeps for later.</summary>
    internal virtual bool IsOfWhatRuns => Claim is not null || Topic is RuleTopic.Destruction;

    /// <summary>Whether it is about what is released together, and has nothing to say where that is not known.</summary>
    internal virtual bool IsOfRelease => false;

    /// <summary>Whether it looks at such nodes of a statement.</summary>
    internal abstract bool Sees(SyntaxNode node);

    /// <summary>What is wrong with a node that it <see cref="Sees"/>.</summary>
    internal abstract IEnumerable<Finding> Check(SyntaxNode node, LintContext context);
}
