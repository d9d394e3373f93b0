namespace Turnstone.Cli.Rendering.Verification;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Linting.Trace;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Verification;

/// <summary>All that a verb has to tell of a plan that was tried.</summary>
/// <param name="About">The project and where it is to go: <c>shop on staging</c>.</param>
/// <param name="Findings">What the linter said of it, and what the server made of that.</param>
/// <param name="Said">What keeps it from being proved, and what else is worth knowing.</param>
sealed record TrialReport(string Verb, string About, VerifiedPlan Verified, ImmutableArray<ConfirmedFinding> Findings, ImmutableArray<Diagnostic> Said)
{
    public Plan Plan => Verified.Plan;

    public Evidence Evidence { get; } = Verified.Evidence ?? Evidence.Nothing;

    /// <summary>What the linter found, as it is to be told now; empty where it is not asked for.</summary>
    public ImmutableArray<Diagnostic> Lint { get; init; } = [];

    /// <summary>How much the linter looked at: <c>4 files, 148 rules</c>; none where it is not asked for.</summary>
    public string? Linted { get; init; }

    /// <summary>What somebody has to look at: what was seen first, then what the linter says.</summary>
    public IEnumerable<Diagnostic> Told => Said.Concat(Lint).Where(one => one.Severity != Severity.Info);

    /// <summary>Its verdict as people say it.</summary>
    public string Verdict => Words(Verified.Verdict);

    /// <summary>The migrations that were tried, each with what its undo is worth; none of a repeatable.</summary>
    public IEnumerable<(PlannedMigration Migration, UndoProof? Undo, ImmutableArray<TracedStatement> Statements)> Migrations =>
        from migration in Plan.Migrations
        select (migration, Evidence.Undos.FirstOrDefault(undo => undo.Version == migration.Version), Evidence.Trace.Statements.Where(statement => statement.Migration == migration.Name).ToImmutableArray());

    /// <summary>The migrations and repeatables among them.</summary>
    public int Count => Plan.Migrations.Count(one => one.Kind is MigrationKind.Versioned or MigrationKind.Baseline or MigrationKind.Repeatable);

    /// <summary>A value of a closed set in words: <c>loses data written since</c>.</summary>
    public static string Words<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}").Replace('_', ' ');
}
