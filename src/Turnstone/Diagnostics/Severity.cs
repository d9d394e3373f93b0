namespace Turnstone.Diagnostics;

/// <summary>How much a diagnostic weighs: an error stops the stage that said it.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
