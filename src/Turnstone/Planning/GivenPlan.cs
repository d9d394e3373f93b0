namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>A plan that somebody brings in a file: whether it is for this database as it stands and these files, and what of it is still to be done.</summary>
/// <param name="file">What messages call it.</param>
sealed class GivenPlan(Plan plan, string file)
{
    public Plan Plan => plan;

    /// <summary>What is typed to have one that fits.</summary>
    public string Anew => $"turnstone plan --rebase -o {file}";

    /// <summary>What is typed to go on with it.</summary>
    public string Again => $"turnstone apply {file}";

    /// <summary>That it was made for something else; none where it was made for this.</summary>
    public Diagnostic? MadeForAnother(Settings settings, EnvironmentSettings? environment, PgVersion server) =>
        plan.Project != settings.Project ? Refusal("plan-of-another", $"The plan is for project '{plan.Project}', and this one is '{settings.Project}'.",
            $"It is carried out where its project is: turnstone apply {file} --folder …; for this one: turnstone plan -o {Beside}")
        : plan.Environment != environment?.Name ? Refusal("plan-of-another", $"The plan was made for {Named(plan.Environment)}, and this is {Named(environment?.Name)}.",
            $"{(plan.Environment is { } its && settings.Environments.ContainsKey(its) ? $"It goes there: turnstone apply --env {its} {file}\n" : "")}For this one: turnstone plan -o {Beside}")
        : plan.ServerVersion != (int)server ? Refusal("plan-of-another", $"The plan was made for PostgreSQL {plan.ServerVersion}, and this server is {(int)server}.")
        : environment is { Governed: true } && plan.Migrations.FirstOrDefault(one => one.Context is { } context && !environment.Contexts.Contains(context)) is { } other
            ? Refusal("context", $"The plan has {other.Name} of context '{other.Context}', which {Named(environment.Name)} does not run.")
        : null;

    /// <summary>That the database has another history than the plan was made behind, or that its history went on without the plan; none where neither is so.</summary>
    /// <param name="since">What was recorded behind the head that the plan names; none where there is no such head.</param>
    public Diagnostic? MovedOn(IReadOnlyList<StepSince>? since)
    {
        if (since is null)
        {
            return Refusal("plan-of-another", "The plan was made for another database: this one's ledger has no row that it was made behind.");
        }
        var foreign = since.FirstOrDefault(row => row.Kind != EntryKind.Withdrawn && !Has(row));
        if (foreign is not null)
        {
            return Refusal("ledger-moved-on", $"The ledger moved on since the plan was made: {foreign.Words} by run {foreign.Run}.");
        }
        var last = plan.Migrations.Index().LastOrDefault(one => Counts(one.Item) && since.Any(row => row.IsDone && row.IsOf(one.Item))).Index;
        return plan.Migrations.Take(last).FirstOrDefault(one => Counts(one) && one.Steps.Any(step => !since.Any(row => row.IsDone && row.IsOf(one) && row.Step == step.Ordinal))) is { } skipped
            ? Refusal("ledger-moved-on", $"The ledger moved on since the plan was made: {plan.Migrations[last].Name} ran, and {skipped.Name}, which comes before it in the plan, did not.")
            : null;
    }

    /// <summary>The files and where they stand, without what came since: the plan is about what it was made of.</summary>
    public Standing Narrowed(Standing standing)
    {
        var planned = plan.Migrations.Select(migration => migration.File).ToHashSet(StringComparer.Ordinal);
        var left = standing.Statuses.Where(status => status.File is { } own && !planned.Contains(own.File)
            && status.State is MigrationState.Pending or MigrationState.OutOfOrder or MigrationState.Undone or MigrationState.Held).Select(status => status.File).ToHashSet();
        bool Stays(Migration one) => !left.Contains(one);
        var files = standing.Files with
        {
            Versioned = [.. standing.Files.Versioned.Where(Stays)],
            Others = [.. standing.Files.Others.Where(Stays)],
            Asserts = [.. standing.Files.Asserts.Where(one => planned.Contains(one.File))],
        };
        return standing with { Files = files, Statuses = [.. standing.Statuses.Where(status => status.File is not { } own || Stays(own))] };
    }

    /// <summary>What is still to be done of it.</summary>
    /// <param name="now">What the files make for the database as it stands now.</param>
    /// <param name="isBegun">Whether something of it stands already.</param>
    public Checked<PlanRest> Rest(Plan now, MigrationSet files, bool isBegun)
    {
        var said = new List<Diagnostic>();
        var rest = ImmutableDictionary.CreateBuilder<(int, int), BegunStep?>();
        var there = files.All.Concat(files.Asserts).Select(one => one.File).ToHashSet(StringComparer.Ordinal);
        var due = now.Migrations.ToList();
        foreach (var (place, migration) in plan.Migrations.Index())
        {
            var own = due.Find(one => IsSame(one, migration));
            if (!there.Contains(migration.File))
            {
                said.Add(Outdated($"{migration.Name} is in the plan, and its file is gone.", migration.File));
            }
            else if (own is null && !isBegun)
            {
                said.Add(Outdated($"{migration.Name} is in the plan, and there is nothing of it to be done.", migration.File));
            }
            else if (own is not null)
            {
                due.Remove(own);
                said.AddRange(Difference(migration, own) is { } other ? [other] : []);
                rest.AddRange(own.Steps.Select(step => KeyValuePair.Create((place, step.Ordinal), (step as SqlStep)?.Begun)));
            }
        }
        said.AddRange(due.Select(added => Outdated($"{added.Name} would run as well, and is not in the plan.", added.File)));
        said.AddRange(OfAll(now, isBegun));
        return said.Count > 0 ? Checked.Failed<PlanRest>(said) : Checked.Of(new PlanRest(rest.ToImmutable()));
    }

    IEnumerable<Diagnostic> OfAll(Plan now, bool isBegun)
    {
        if (!plan.SearchPath.SequenceEqual(now.SearchPath))
        {
            yield return Refusal("plan-outdated", $"The plan was made with the search path {Listed(plan.SearchPath)}, and the settings say {Listed(now.SearchPath)}.");
        }
        if (now.IsEmpty)
        {
            yield break;
        }
        if (!Fits(plan.AfterError, now.AfterError))
        {
            yield return Outdated("The hook afterError is another than the plan has.", (now.AfterError ?? plan.AfterError)!.File);
        }
        // Those that were made already are no more among them.
        if (!isBegun && !Same(plan with { Migrations = [], AfterError = null }, plan with { Migrations = [], AfterError = null, Views = now.Views }))
        {
            yield return Refusal("plan-outdated", "The views that a step may drop and make again are others than the plan has: a repeatable was edited, or the plan was.");
        }
    }

    bool Fits(PlannedMigration? planned, PlannedMigration? own) => planned is null || own is null ? planned is null && own is null : Difference(planned, own) is null;

    Diagnostic? Difference(PlannedMigration planned, PlannedMigration own)
    {
        if (planned.Content != own.Content)
        {
            return Outdated($"{planned.File} was edited since the plan was made.", planned.File);
        }
        if (planned.Undo?.Content != own.Undo?.Content)
        {
            return Outdated($"The undo of {planned.Name} was edited, added or removed since the plan was made.", (own.Undo ?? planned.Undo)!.File);
        }
        var hooks = (planned.Hooks ?? []).Select(hook => (hook.File, hook.Content)).ToList();
        if (!hooks.SequenceEqual((own.Hooks ?? []).Select(hook => (hook.File, hook.Content))))
        {
            return Outdated($"A hook around {planned.Name} was edited, added or removed since the plan was made.", planned.File);
        }
        foreach (var step in own.Steps.OfType<SqlStep>())
        {
            if (planned.Steps.OfType<SqlStep>().FirstOrDefault(one => one.Ordinal == step.Ordinal) is not { } before || !Same(With(planned, before with { Begun = step.Begun }), With(own, step)))
            {
                return Outdated($"Step {step.Ordinal} of {planned.Name} is not what its file makes with these settings.", planned.File) with { Line = step.Line, Column = 1 };
            }
        }
        return null;
    }

    // Everything of them, and nothing that was only foretold.
    Plan With(PlannedMigration migration, SqlStep step) => plan with { Migrations = [migration with { Steps = [step.WithoutForecast()] }], AfterError = null, Views = null };

    static bool Same(Plan one, Plan other) => PlanFile.Write(one).AsSpan().SequenceEqual(PlanFile.Write(other));

    static bool IsSame(PlannedMigration one, PlannedMigration other) => one.Kind == other.Kind && one.Version == other.Version && one.File == other.File;

    // Hooks around a run and asserts run anew with the next one.
    static bool Counts(PlannedMigration migration) => migration.Kind is not (MigrationKind.Hook or MigrationKind.Assert);

    bool Has(StepSince row) => plan.Migrations.Concat(plan.AfterError is { } hook ? [hook] : [])
        .Any(migration => row.IsOf(migration) && migration.Steps.Any(step => step.Ordinal == row.Step && (row.Digest is null || step.Digest == row.Digest)));

    Diagnostic Outdated(string message, string about) => Refusal("plan-outdated", message) with { File = about };

    // The other one is needed where it belongs.
    string Beside => file == "plan.json" ? "new-plan.json" : "plan.json";

    Diagnostic Refusal(string rule, string message) => Refusal(rule, message, $"To have one that fits: {Anew}");

    static Diagnostic Refusal(string rule, string message, string help) => Diagnostic.Error(rule, message, help: $"Nothing was changed.\n{help}");

    static string Named(string? environment) => environment is null ? "a database that is no environment" : $"environment '{environment}'";

    static string Listed(ImmutableArray<string> path) => path.IsEmpty ? "of the server" : string.Join(", ", path);
}
