namespace Turnstone.Verification.Rows;

using Turnstone.Plans;

/// <summary>The texts of a migration's statements, by where a trace finds them.</summary>
static class PlannedTexts
{
    public static IReadOnlyDictionary<(int Step, int Ordinal, int Line), string> Of(PlannedMigration migration) => migration.Steps.OfType<SqlStep>()
        .SelectMany(step => step.Statements.Select(one => (Key: (step.Ordinal, one.Ordinal, one.Line), one.Sql))).DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sql);
}
