namespace Turnstone.Catalog;

using System.Text;
using Turnstone.Catalog.Objects;

/// <summary>The tables of a schema and their foreign keys as a diagram that Markdown shows.</summary>
/// <remarks>https://mermaid.js.org/syntax/entityRelationshipDiagram.html</remarks>
public static class MermaidDiagram
{
    /// <summary>The text of the diagram; partitions stand for nothing of their own and are left out.</summary>
    public static string Of(Schema schema)
    {
        var tables = schema.Objects.Values.OfType<Table>().Where(table => !schema.PartsOf<Partition>(table.Id).Any()).OrderBy(table => table.Id).ToList();
        var text = new StringBuilder("erDiagram\n");
        foreach (var table in tables)
        {
            var rules = schema.PartsOf<Constraint>(table.Id).ToList();
            text.Append($"    {Name(table.Id)} {{\n");
            foreach (var column in schema.PartsOf<Column>(table.Id).OrderBy(column => column.Number))
            {
                text.Append($"        {Word(column.Type)} {Word(column.Id.Name)}{Keys(rules, column.Id.Name)}{(column.IsNotNull ? "" : " \"null\"")}\n");
            }
            text.Append("    }\n");
        }
        foreach (var rule in tables.SelectMany(table => schema.PartsOf<Constraint>(table.Id)).Where(rule => rule.References is not null))
        {
            var required = rule.Columns.All(name => schema.Objects[Column.Named(rule.Id.Of!, name)] is Column { IsNotNull: true });
            text.Append($"    {Name(rule.References!)} {(required ? "||" : "|o")}--o{{ {Name(rule.Id.Of!)} : \"{string.Join(", ", rule.Columns).Replace("\"", "'", StringComparison.Ordinal)}\"\n");
        }
        return text.ToString();
    }

    static string Keys(List<Constraint> rules, string column)
    {
        var keys = new List<string>();
        foreach (var (type, word) in ((ConstraintType, string)[])[(ConstraintType.PrimaryKey, "PK"), (ConstraintType.ForeignKey, "FK"), (ConstraintType.Unique, "UK")])
        {
            if (rules.Any(rule => rule.Type == type && rule.Columns.Contains(column)))
            {
                keys.Add(word);
            }
        }
        return keys.Count == 0 ? "" : $" {string.Join(", ", keys)}";
    }

    static string Name(ObjectId table) => $"\"{table.Schema}.{table.Name}\"".Replace('"', '\'').Replace('\'', '"');

    // An attribute is letters, digits, dashes, underscores, parentheses and brackets.
    static string Word(string text) => string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '(' or ')' or '[' or ']' ? letter : '_')) is var word && char.IsAsciiLetter(word[0]) ? word : $"_{word}";
}
