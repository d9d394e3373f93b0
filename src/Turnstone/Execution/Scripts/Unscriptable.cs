namespace Turnstone.Execution.Scripts;

using Turnstone.Diagnostics;
using Turnstone.Plans;

/// <summary>Finds what of a plan no script can hold.</summary>
sealed class Unscriptable(StatementTexts texts)
{
    const string Instead = "Nothing was written.\nTurnstone carries it out: turnstone apply";

    public IEnumerable<Diagnostic> In(Plan plan)
    {
        if (plan.AfterError is { } hook)
        {
            yield return Diagnostic.Warning("script-without-hook", "The script does not run this hook: psql stops at the first error.", hook.File, "Where a step of it fails: run the hook's statements by hand.");
        }
        foreach (var migration in plan.Migrations)
        {
            foreach (var said in migration.Steps.OfType<SqlStep>().SelectMany(step => In(migration, step)))
            {
                yield return said;
            }
        }
    }

    IEnumerable<Diagnostic> In(PlannedMigration migration, SqlStep step)
    {
        var file = step.File ?? migration.File;
        if (step.Tap)
        {
            return [Diagnostic.Warning("asserts-not-run", "psql does not judge pgTAP's tests: they are not in the script.", file, "Behind it: turnstone apply, which runs those that are due.")];
        }
        if (step.Range is not null)
        {
            return [Error("The file is too long for a plan, and so for a script: ledger.keep_text is the bound.", file, step.Line, 1)];
        }
        if (step.Begun is not null)
        {
            return [Error($"Step {step.Ordinal} of {migration.Name} was begun by an earlier run: what became of it has to be found out first.", file, step.Line, 1)];
        }
        return step.Carried.Concat(step.Statements).Select(statement => In(migration, statement)).OfType<Diagnostic>();
    }

    Diagnostic? In(PlannedMigration migration, PlannedStatement statement) => (statement.File ?? migration.File) switch
    {
        var file when texts.HasSecret(migration, statement) => Error("There is a secret in the statement, and a script would show it.", file, statement.Line, statement.Column),
        var file when statement.Rows?.File is { } data => Error($"The rows stand in {data}: a script has no place for them.", file, statement.Line, statement.Column),
        _ => null,
    };

    static Diagnostic Error(string message, string file, int line, int column) => Diagnostic.Error("not-in-a-script", message, file, Instead).At(line, column);
}
