namespace Turnstone.Health;

using System.Text;
using Turnstone.Configuration;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Plans the repair of problems: each a migration of one step that no file stands behind.</summary>
sealed class RepairPlanner(Settings settings, EnvironmentSettings? environment, PgVersion server)
{
    readonly RunSettings run = environment?.Run ?? settings.Run;

    /// <param name="head">Of the ledger.</param>
    public Plan Plan(IEnumerable<Problem> problems, string? head) => new(settings.Project, environment?.Name, (int)server, [], head,
        [.. problems.Where(problem => problem.Repair is not null).Select(problem => Plan(problem, problem.Repair!))]);

    PlannedMigration Plan(Problem problem, Repair repair)
    {
        var text = repair.Statement.ToString();
        // One run finds its rows again by their file and step.
        var name = $"repair of {problem.Name} {problem.Object}";
        return new(MigrationKind.Repair, null, name, name, Checksum.Of(text).Text, Digest.Of(text), Encoding.UTF8.GetByteCount(text), text, null, null, null, 1,
            [Step(text, repair)]);
    }

    SqlStep Step(string text, Repair repair)
    {
        var statement = new PlannedStatement(1, 1, 1, repair.Verb, text, ReportsRows: false, Sha256: null) { MayBlock = repair.MayBlock };
        using var digest = new StepDigest();
        digest.Add(statement);
        // Nobody queues behind a concurrent index statement while it waits; cut off it would leave what is being repaired.
        return new(1, 1, digest.Finish(), repair.Transaction, repair.Transaction ? (long)run.BlockingBudget.TotalMilliseconds : 0,
            (long)run.StatementTimeout.TotalMilliseconds, [], [statement])
        {
            // What a repair that is refused leaves would be one more problem.
            Recovery = repair.Transaction ? null : Recovery.Of(Parser.Parse(StatementReader.ReadAll(text)[0], server)),
        };
    }
}
