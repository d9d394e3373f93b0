namespace Turnstone.Diagnostics;

/// <summary>The outside world failed: what, where, and what to do about it, ready to be shown.</summary>
public sealed class FailureException(FailureKind kind, Diagnostic diagnostic, Exception? cause = null)
    : Exception(diagnostic.Message, cause)
{
    public FailureKind Kind => kind;

    public Diagnostic Diagnostic => diagnostic;

    public static FailureException Refused(string rule, string message, string help) =>
        new(FailureKind.Refused, Diagnostic.Error(rule, message, help: help));

    public static FailureException Unavailable(string rule, string message, string help, Exception? cause = null) =>
        new(FailureKind.Unavailable, Diagnostic.Error(rule, message, help: help), cause);
}
