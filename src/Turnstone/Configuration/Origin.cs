namespace Turnstone.Configuration;

using Turnstone.Diagnostics;

/// <summary>Who said a setting, from the one that gives way to the one that wins.</summary>
enum Layer
{
    Default,
    File,
    Environment,
    Flag,
}

/// <summary>Where a setting was said, and how complaints about it begin.</summary>
/// <param name="Subject">What the user wrote: the key in a file, the variable, the flag.</param>
sealed record Origin(Layer Layer, string Subject, string? File = null, int? Line = null, int? Column = null)
{
    /// <summary>As <c>turnstone config</c> shows it.</summary>
    public string Source => Layer switch
    {
        Layer.Default => "default",
        Layer.File => $"{File}:{Line}",
        _ => Subject,
    };

    public Diagnostic NotBuilt() =>
        new("setting-not-built", Severity.Warning, $"{Subject}: nothing in this release reads it", File, Line, Column);

    public Diagnostic Error(string problem, string? help = null) =>
        new("setting-invalid", Severity.Error, $"{Subject}: {problem}", File, Line, Column, help);
}
