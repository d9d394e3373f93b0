namespace Turnstone.Steps;

using System.Collections.Immutable;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Migrations that travel to the server in one go, each a transaction of its own.</summary>
/// <remarks>Only what takes a moment and leaves its session as it was: one step that makes something new, waits for nobody and runs nobody's
/// code. A constraint or a default is written down without being computed; a partition's bounds and a column of another table's would be.</remarks>
static class Convoy
{
    /// <summary>How long one of them may wait for a lock before each goes by itself.</summary>
    public const long PatienceMs = 50;

    // A signal is heard between two of them: that stays a matter of milliseconds.
    const int Longest = 16;
    const int MostCharacters = 64 * 1024;

    static readonly ImmutableArray<string> Elsewhere =
        ["REFERENCES", "LIKE", "INHERITS", "PARTITION", "OF", "OWNED", "EXCLUDE", "EXECUTE", "TEMP", "TEMPORARY", "PG_TEMP"];

    /// <summary>The ones that can go together from a place in the plan on; none where the first has to go by itself.</summary>
    public static ImmutableArray<PlannedMigration> From(ImmutableArray<PlannedMigration> migrations, int first)
    {
        var end = first;
        for (var characters = 0; end < migrations.Length && end - first < Longest && Tame(migrations[end]) is { } step; end++)
        {
            characters += step.Statements.Sum(statement => statement.Sql.Length);
            if (characters > MostCharacters || step.StatementTimeoutMs != ((SqlStep)migrations[first].Steps[0]).StatementTimeoutMs)
            {
                break;
            }
        }
        return end - first > 1 ? migrations[first..end] : [];
    }

    static SqlStep? Tame(PlannedMigration migration) =>
        migration is { Kind: MigrationKind.Versioned, Of: 1, Steps: [SqlStep { Transaction: true, Carried: [], LockTimeoutMs: 0 or >= PatienceMs, Range: null, Statements: not [] } step] }
            && step.Statements.All(MakesOnlyNew) ? step : null;

    static bool MakesOnlyNew(PlannedStatement statement)
    {
        if (statement is not { Verb: "CREATE TABLE" or "CREATE SEQUENCE" or "CREATE TYPE", ReportsRows: false, Sha256: null })
        {
            return false;
        }
        for (var words = new TokenReader(statement.Sql); !words.AtEnd; words.Next())
        {
            // What a secret puts there is not known here.
            if (words.Kind == TokenKind.Placeholder || words.Text is "\"pg_temp\"")
            {
                return false;
            }
            foreach (var word in Elsewhere)
            {
                if (words.Is(word))
                {
                    return false;
                }
            }
        }
        return true;
    }
}
