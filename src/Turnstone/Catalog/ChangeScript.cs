namespace Turnstone.Catalog;

using System.Collections.Immutable;
using System.Text;

/// <summary>The statements from one schema to another as the text of a migration. What loses data is commented out, for a person to decide.</summary>
public static class ChangeScript
{
    /// <summary>As a file of the migrations folder.</summary>
    public static string File(ImmutableArray<ChangeStatement> statements) => AsWritten(Of(statements));

    /// <summary>A text of the database as a file of the migrations folder: what looks like a placeholder in it is none.</summary>
    public static string AsWritten(string text) => text.Contains("${", StringComparison.Ordinal) ? $"-- turnstone: placeholders=off\n\n{text}" : text;

    public static string Of(ImmutableArray<ChangeStatement> statements)
    {
        var text = new StringBuilder();
        foreach (var statement in statements)
        {
            if (statement.Loses is null)
            {
                text.Append(statement.Sql).Append(";\n\n");
                continue;
            }
            text.Append("-- LOSES ").Append(statement.Loses).Append(". Take the dashes away if that is meant.\n");
            foreach (var line in $"{statement.Sql};".Split('\n'))
            {
                text.Append("-- ").Append(line).Append('\n');
            }
            text.Append('\n');
        }
        return text.ToString();
    }
}
