namespace Turnstone.Postgres.Tests.Catalog.Generated;

using Turnstone.Sql;

/// <summary>Writes what a table gets once everything else is there: checks, triggers, policies.</summary>
sealed class DraftTableParts(Draft draft, DraftTable table, Action<string> say)
{
    string Called => DraftScript.Q(table);

    public void Write()
    {
        foreach (var one in table.Checks.Where(one => table.Columns.Contains(one.Column)))
        {
            var column = new Identifier(one.Column.Name);
            var isPlain = one.Column is { Made: null, GeneratedFrom: null };
            var rule = isPlain && one.Column.Type.IsNumber ? $"{column} > 0 AND {column} < 1000" : isPlain && one.Column.Type.Name == "text" ? $"length({column}) < 100 OR {column} LIKE 'a%'" : $"{column} IS NOT NULL";
            say($"ALTER TABLE {Called} ADD CONSTRAINT {new Identifier(one.Name)} CHECK ({rule}){(table.PartitionBy is not null && one.Manner == " NO INHERIT" ? "" : one.Manner)}");
        }
        foreach (var one in table.Triggers.Where(one => draft.Routines.Contains(one.Fires)))
        {
            say($"CREATE TRIGGER {new Identifier(one.Name)} {one.When} ON {Called} FOR EACH ROW EXECUTE FUNCTION {DraftScript.Q(one.Fires)}('it''s', '2')");
            if (one.State.Length > 0)
            {
                say($"ALTER TABLE {Called} {one.State} TRIGGER {new Identifier(one.Name)}");
            }
        }
        if (table.HasRowSecurity)
        {
            say($"ALTER TABLE {Called} ENABLE ROW LEVEL SECURITY");
        }
        foreach (var one in table.Policies)
        {
            say($"CREATE POLICY {new Identifier(one.Name)} ON {Called} {one.Manner}");
        }
    }
}
