namespace Turnstone.Diagnostics;

using Turnstone.Sql;

/// <summary>Anything said about anything: what is wrong, where, and what to do about it.</summary>
/// <param name="Rule">The trouble's name, lower case with hyphens: <c>checksum-changed</c>.</param>
/// <param name="Message">What is wrong, one sentence.</param>
/// <param name="File">The file as the user knows it, relative to the project where it is inside.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Help">What to do, or the command to type next.</param>
public sealed record Diagnostic(
    string Rule,
    Severity Severity,
    string Message,
    string? File = null,
    int? Line = null,
    int? Column = null,
    string? Help = null)
{
    /// <summary>The last line of what is meant, where it spans several.</summary>
    public int? EndLine { get; init; }

    /// <summary>The column behind the last character of what is meant; from 1, in <see cref="EndLine"/>.</summary>
    public int? EndColumn { get; init; }

    /// <summary>What shows it, in several lines: a diff.</summary>
    public string? Details { get; init; }

    /// <summary>How deep the finding looked: <c>text</c>, <c>catalog</c> or <c>trace</c>.</summary>
    public string? Depth { get; init; }

    /// <summary><c>file:line:column</c>, as far as it is known.</summary>
    public string? Place => (File, Line, Column) switch
    {
        (null, _, _) => null,
        (_, null, _) => File,
        (_, _, null) => $"{File}:{Line}",
        _ => $"{File}:{Line}:{Column}",
    };

    public static Diagnostic Error(string rule, string message, string? file = null, string? help = null) =>
        new(rule, Severity.Error, message, file, Help: help);

    public static Diagnostic Warning(string rule, string message, string? file = null, string? help = null) =>
        new(rule, Severity.Warning, message, file, Help: help);

    public static Diagnostic Note(string rule, string message, string? file = null, string? help = null) =>
        new(rule, Severity.Info, message, file, Help: help);

    public Diagnostic At(TextPosition position) => this with { Line = position.Line, Column = position.Column };

    public Diagnostic At(int line, int column) => this with { Line = line, Column = column };

    /// <summary>What the scanner could not read in <paramref name="file"/>.</summary>
    public static Diagnostic Of(SyntaxError error, string file) =>
        Error("syntax", error.Message, file, error.Help).At(error.Position);
}
