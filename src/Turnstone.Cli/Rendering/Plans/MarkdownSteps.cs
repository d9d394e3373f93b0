namespace Turnstone.Cli.Rendering.Plans;

using System.Globalization;
using System.Text;
using Turnstone.Plans;

/// <summary>The steps of a migration in a page of Markdown, each with its exact SQL.</summary>
static class MarkdownSteps
{
    public static string Of(PlannedMigration migration)
    {
        var text = new StringBuilder();
        foreach (var step in migration.Steps.OfType<SqlStep>())
        {
            text.Append(CultureInfo.InvariantCulture, $"Step {step.Ordinal} of {migration.Of}: {PlanRenderer.Kind(step)}, from {MarkdownText.Code($"{step.File ?? migration.File}:{step.Line}")}\n\n");
            text.Append(step.Range is { } range
                ? string.Create(CultureInfo.InvariantCulture, $"{range.Count:#,0} statements, {ProgressBar.Bytes(range.Length)}, sha256 {MarkdownText.Code(step.Digest)}\n\n")
                : MarkdownText.Fenced("sql", string.Join("\n", step.Statements.Select(Shown))));
        }
        return text.ToString();
    }

    static string Shown(PlannedStatement statement) =>
        $"{statement.Sql};{(statement.Rows is { } rows ? $"\n-- {ProgressBar.Bytes(rows.Length)} of rows, sha256 {rows.Sha256}" : "")}";
}
