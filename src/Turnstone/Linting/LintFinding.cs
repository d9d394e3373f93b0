namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What is wrong with a file, and what mends it.</summary>
/// <param name="Rule">None of what is said of the file itself: that it does not parse, or a suppression.</param>
public sealed record LintFinding(Diagnostic Diagnostic, LintRule? Rule, Migration Migration)
{
    /// <summary>What is meant, in the statement that it is in.</summary>
    public TextSpan Span { get; init; }

    /// <summary>What it is about: the statement's text, or what is said of the file.</summary>
    internal string Subject { get; init; } = Diagnostic.Message;

    /// <summary>The same for the same trouble wherever it moves in its file, however the statement is laid out; another one for each.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Edits of the file that mend it; empty where a person has to decide.</summary>
    public ImmutableArray<TextEdit> Fix { get; init; } = [];

    /// <summary>What may not be printed of the file.</summary>
    public ImmutableArray<Secret> Hidden { get; init; } = [];
}
