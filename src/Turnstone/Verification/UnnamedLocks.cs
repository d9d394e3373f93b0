namespace Turnstone.Verification;

using Turnstone.Diagnostics;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Plans;

/// <summary>Says of a statement that it locked tables which its text does not name, so that somebody has to wait of whom nobody thought.</summary>
static class UnnamedLocks
{
    const int Most = 5;

    public static IEnumerable<Diagnostic> Of(Plan plan, LockTrace trace)
    {
        var texts = plan.Migrations.SelectMany(migration => migration.Steps.OfType<SqlStep>().SelectMany(step => step.Statements.Select(statement => (Key: (migration.Name, File: statement.File ?? step.File ?? migration.File, statement.Ordinal), statement.Sql))))
            .DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sql);
        return trace.Statements.Select(statement => texts.GetValueOrDefault((statement.Migration, statement.File, statement.Ordinal)) is { } sql ? Of(statement, sql) : null).OfType<Diagnostic>();
    }

    static Diagnostic? Of(TracedStatement statement, string sql)
    {
        var unnamed = statement.Locks.Where(taken => taken is { Kind: RelationKind.Table or RelationKind.MaterializedView, Mode: >= LockMode.Share, WasHeld: false } && !sql.Contains(taken.Relation, StringComparison.OrdinalIgnoreCase)).ToList();
        return unnamed is not [var strongest, ..] ? null : Diagnostic.Warning("locks-unnamed-table",
            $"{statement.Verb} locks {(unnamed.Count == 1 ? "a table" : $"{unnamed.Count} tables")} that it does not name: {string.Join(", ", unnamed.Take(Most).Select(taken => $"{taken.Name} ({taken.Mode.Name()})"))}{(unnamed.Count > Most ? ", …" : "")}. {Capital(strongest.Mode.Waits())} there until its transaction ends.",
            statement.File, "Nobody sees it in the file: keep it short, in a migration of its own.").At(statement.Line, statement.Column);
    }

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
