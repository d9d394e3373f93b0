namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Syntax;
using Turnstone.Text;

/// <summary>What a rule found in a statement.</summary>
/// <param name="Span">The stretch of the statement's text that is meant.</param>
/// <param name="Message">What is wrong with it, one sentence.</param>
public sealed record Finding(TextSpan Span, string Message)
{
    /// <summary>Something is wrong with a node.</summary>
    public static Finding Of(SyntaxNode node, string message, string? help = null) => new(node.Span, message) { Help = help };

    /// <summary>Something is wrong with a node of a statement that has passed already.</summary>
    public static Finding At(StatementPlace place, TextSpan span, string message, string? help = null) => new(span, message) { Place = place, Help = help };

    /// <summary>The statement that the stretch is of, where it is not the one that is looked at.</summary>
    public StatementPlace? Place { get; init; }

    /// <summary>How much it counts, where that is not what the rule says of all.</summary>
    public Severity? Severity { get; init; }

    /// <summary>What to do; none where the rule's <see cref="LintRule.Cure"/> says it.</summary>
    public string? Help { get; init; }

    /// <summary>Edits of the statement's text that mend it; empty where a person has to decide.</summary>
    public ImmutableArray<TextEdit> Fix { get; init; } = [];

    /// <summary>What the statement holds there and nobody may print, not even in the line that is shown of it.</summary>
    public ImmutableArray<Secret> Hidden { get; init; } = [];
}
