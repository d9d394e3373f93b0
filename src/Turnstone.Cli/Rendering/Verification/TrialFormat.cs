namespace Turnstone.Cli.Rendering.Verification;

/// <summary>A form in which a trial is handed on.</summary>
abstract partial class TrialFormat
{
    [Discovered]
    public static partial IReadOnlyList<TrialFormat> All { get; }

    /// <summary>The end of the name of a file that is of this form: <c>.html</c>.</summary>
    public abstract string Extension { get; }

    /// <summary>What stands at the beginning of each file of this form, and of few others.</summary>
    public abstract string Mark { get; }

    public abstract string Write(TrialReport trial);

    /// <summary>The form of a file by its name.</summary>
    public static TrialFormat? Of(string file) => All.FirstOrDefault(one => file.EndsWith(one.Extension, StringComparison.OrdinalIgnoreCase));
}
