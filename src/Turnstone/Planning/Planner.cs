namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;

/// <summary>Makes the plan: what of the files is still to be done in a database with this history, step by step.</summary>
/// <remarks>A function of its arguments: it asks no database and no clock, and gives the same plan for the same files and history.</remarks>
public sealed class Planner(Settings settings, EnvironmentSettings? environment, PgVersion server, ImmutableArray<string> contexts)
{
    public Checked<Plan> Plan(Standing standing, ApplyScope scope)
    {
        var (files, history, statuses, _) = standing;
        var one = new MigrationPlanner(settings, environment, server, files, contexts);
        var said = new Complaints(scope.IgnoresOrder ? settings with { OutOfOrder = OutOfOrder.Allow } : settings).About(standing).ToList();
        if (scope.To is not null && files.Versioned.Concat(files.Baselines).All(file => file.Version != scope.To))
        {
            said.Add(Diagnostic.Error("no-such-version", $"There is no migration of version {scope.To}.", help: "'turnstone status' lists them."));
        }
        said.AddRange(AboutHeld(statuses, scope));
        var undos = files.Undos.ToDictionary(undo => undo.Version);
        var migrations = new List<PlannedMigration>();
        var order = new VersionOrder(files.Versioned, files.Baselines.Select(file => file.Version));
        // What is half-way comes first: the rest was written for the schema that it leaves.
        var toDo = new Predecessors(standing, scope, one.Runs, said).Arrange([.. statuses.Where(status => IsToDo(status, scope))
            .OrderBy(status => status.State != MigrationState.HalfWay).ThenBy(status => Asked(status, scope)).ThenBy(status => order.PlaceOf(status.Version!))]);
        var late = new LateFiles(one, files, server);
        var mustBeProved = settings.OutOfOrder == OutOfOrder.Proved && !scope.IgnoresOrder;
        var ran = statuses.Where(status => status is { State: MigrationState.Applied, Kind: MigrationKind.Versioned, File: not null }).Select(status => status.File!).ToList();
        foreach (var status in toDo)
        {
            if (PlanOne(one, status, files, said) is { } planned)
            {
                migrations.Add(planned with { Undo = UndoOf(one, status, undos), Late = status.State == MigrationState.OutOfOrder && mustBeProved ? late.Crossed(planned, status.Version!, ran) is { IsEmpty: false } crossed ? crossed : null : null });
            }
        }
        migrations.AddRange(PlanRepeatables(one, standing, toDo, said));
        var plan = one.PlanOf(history, migrations) with
        {
            Views = migrations.Count == 0 ? null : one.ViewsOf(
                statuses.Where(status => status.Kind == MigrationKind.Repeatable).Select(status => status.File).OfType<Migration>(),
                // It is made later in this very plan: until then a step may do without it.
                mayBeLeftOut: [.. migrations.Where(planned => planned.Kind == MigrationKind.Repeatable).Select(planned => planned.File)]),
        };
        var lacking = Lacking(standing, toDo);
        return Checked.Of(new AssertPlanner(one, files, history, said).Behind(one.WithHooks(plan, history, said), lacking), said);
    }

    static bool IsToDo(MigrationStatus status, ApplyScope scope) => status.Kind != MigrationKind.Repeatable && status.File is not null && scope.Holds(status.Version)
        && (status.State switch
        {
            MigrationState.Pending or MigrationState.OutOfOrder or MigrationState.Undone => true,
            MigrationState.HalfWay => status.Recorded!.Undoing is null,
            MigrationState.Held => status.Version == scope.Redo,
            _ => false,
        });

    static int Asked(MigrationStatus status, ApplyScope scope) => scope.InOrder?.IndexOf(status.Version!) is >= 0 and var place ? place : int.MaxValue;

    static PlannedMigration? PlanOne(MigrationPlanner one, MigrationStatus status, MigrationSet files, List<Diagnostic> said)
    {
        var done = status.State == MigrationState.HalfWay ? status.Recorded!.Steps : [];
        var planned = one.Plan(status.File!, done, said);
        return status.Kind != MigrationKind.Baseline ? planned : planned is null ? null : planned with
        {
            Covers = [.. files.Versioned.Where(file => file.Version <= status.Version! && one.Runs(file)).Select(Cover)],
        };
    }

    /// <summary>What the ledger says of a file that never runs, because something stands for it.</summary>
    internal static CoveredVersion Cover(Migration file) => new(file.Version.Text, file.Name.Description, file.File, file.Checksum.Text);

    static PlannedFile? UndoOf(MigrationPlanner one, MigrationStatus status, Dictionary<MigrationVersion, Migration> undos) =>
        status.Kind == MigrationKind.Versioned && undos.TryGetValue(status.Version!, out var undo) && MigrationPlanner.SaysSomething(undo)
            ? one.KeptOf(undo)
            : null;

    // The first that is not there when all that is to be done is done.
    static MigrationStatus? Lacking(Standing standing, IReadOnlyList<MigrationStatus> toDo) =>
        standing.Statuses.FirstOrDefault(status => status.Version is not null && status.IsLacking && !toDo.Contains(status));

    // Their text is written for the schema that the newest version leaves.
    static IEnumerable<PlannedMigration> PlanRepeatables(MigrationPlanner one, Standing standing, IReadOnlyList<MigrationStatus> toDo, List<Diagnostic> said)
    {
        var pending = standing.Statuses.Where(status => status is { Kind: MigrationKind.Repeatable, File: not null, State: MigrationState.Pending or MigrationState.HalfWay }).ToList();
        var later = Lacking(standing, toDo);
        if (pending.Count > 0 && later is not null)
        {
            var tell = later.State == MigrationState.Held ? (Func<string, string, Diagnostic>)((rule, text) => Diagnostic.Warning(rule, text)) : (rule, text) => Diagnostic.Note(rule, text);
            said.Add(tell("repeatable-waits", $"{string.Join(", ", pending.Select(status => status.Name))}: run when {later.Name} is applied; their text is written for the schema with it."));
            yield break;
        }
        var byFile = pending.ToDictionary(status => status.File!.File);
        foreach (var file in RepeatableOrder.Sort([.. pending.Select(status => status.File!)]))
        {
            var status = byFile[file.File];
            if (one.Plan(file, status.State == MigrationState.HalfWay ? status.Recorded!.Steps : [], said) is { } planned)
            {
                yield return planned;
            }
        }
    }

    static IEnumerable<Diagnostic> AboutHeld(ImmutableArray<MigrationStatus> statuses, ApplyScope scope)
    {
        foreach (var held in statuses.Where(status => status.State == MigrationState.Held && scope.Holds(status.Version) && status.Version != scope.Redo))
        {
            yield return Diagnostic.Warning("held", $"{held.Name} was taken back and is held: it is not applied again by itself.", held.File?.File,
                $"To apply it: turnstone apply --redo {held.Version}");
        }
        if (scope.Redo is not null && statuses.All(status => status.Version != scope.Redo || status.Recorded is not { IsUndone: true }))
        {
            yield return Diagnostic.Error("not-held", $"V{scope.Redo} is not a version that was taken back.", help: "Nothing was changed.\n'turnstone status' shows what is undone or held.");
        }
    }
}
