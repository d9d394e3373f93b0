namespace Turnstone.Cli.Rendering.Plans;

/// <summary>A form in which others take a plan.</summary>
abstract partial class PlanFormat
{
    /// <summary>The document that <c>--json</c> gives, which is no page of its own.</summary>
    public const string Json = "json";

    [Discovered]
    public static partial IReadOnlyList<PlanFormat> All { get; }

    /// <summary>As it is typed: <c>markdown</c>.</summary>
    public abstract string Name { get; }

    public abstract string Write(WrittenPlan plan);
}
