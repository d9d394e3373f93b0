namespace Turnstone.Cli.Rendering;

using System.Collections.Immutable;
using Turnstone.Catalog;

/// <summary>Differences as a tree: what belongs to a table stands below it.</summary>
static class DifferenceTree
{
    /// <param name="about">What else is said of an object.</param>
    public static void Show(Report report, ImmutableArray<Difference> differences, Func<ObjectId, string>? about = null)
    {
        var shown = differences.ToDictionary(difference => difference.Id);
        var wholes = differences.Select(difference => difference.Id.Whole).Distinct();
        foreach (var whole in wholes)
        {
            report.Line();
            if (shown.TryGetValue(whole, out var own))
            {
                Show(report, own, "", about);
            }
            else
            {
                report.Line($"  {whole}");
            }
            foreach (var part in differences.Where(difference => difference.Id != whole && difference.Id.Whole == whole))
            {
                Show(report, part, "  ", about);
            }
        }
    }

    static void Show(Report report, Difference difference, string indent, Func<ObjectId, string>? about)
    {
        var sign = difference.Kind switch { DifferenceKind.Added => '+', DifferenceKind.Removed => '-', _ => '~' };
        report.Line($"{Colored(report, sign)} {indent}{(indent.Length > 0 ? $"{difference.Id.Kind} {difference.Id.Name}" : difference.Id)}{Tag(difference)}");
        if (about is not null)
        {
            report.Line($"  {indent}    {about(difference.Id)}");
        }
        foreach (var property in difference.Properties)
        {
            Show(report, property, $"  {indent}    ");
        }
    }

    static void Show(Report report, PropertyChange property, string indent)
    {
        if ((property.From ?? property.To)!.Contains('\n', StringComparison.Ordinal) || (property.To ?? "").Contains('\n', StringComparison.Ordinal))
        {
            report.Line($"{indent}{property.Name}:");
            foreach (var line in Planning.TextDiff.Of(property.From ?? "", property.To ?? "").TrimEnd('\n').Split('\n'))
            {
                report.Line($"{indent}  {line}");
            }
            return;
        }
        var nothing = property is { From: null or Property.Yes, To: null or Property.Yes } ? "no" : "none";
        report.Line($"{indent}{property.Name}: {property.From ?? nothing} → {property.To ?? nothing}");
    }

    static string Tag(Difference difference) => difference.Concern == Concern.Security ? "  (security)" : "";

    static string Colored(Report report, char sign) => !report.Colors ? $"{sign}" : $"\e[1;{sign switch { '+' => 32, '-' => 31, _ => 33 }}m{sign}\e[0m";
}
