namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Linting.Trace;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Servers;
using Turnstone.Verification;

/// <summary>How a change is tried.</summary>
public sealed partial class Pipeline
{
    /// <summary>The trying of migrations on one server: each in a copy of the database that those before it made.</summary>
    sealed class Trial(ShadowServer server, MigrationSet files, Func<DatabaseAddress, MigrationSet, Pipeline> on, CancellationToken stop)
    {
        readonly ImmutableArray<TracedStatement>.Builder traced = ImmutableArray.CreateBuilder<TracedStatement>();
        readonly ImmutableArray<Diagnostic>.Builder failures = ImmutableArray.CreateBuilder<Diagnostic>();

        public Stopping Stopping => new(stop, stop);

        public Pipeline On(DatabaseAddress database) => on(database, files);

        public async Task<Evidence> AllAsync(DatabaseAddress line, Plan plan)
        {
            var undos = ImmutableArray.CreateBuilder<UndoProof>();
            foreach (var migration in plan.Migrations.Where(one => one.Kind is MigrationKind.Versioned or MigrationKind.Baseline))
            {
                var copy = await server.CreateAsync("trial", line, stop);
                undos.Add(await ProveAsync(copy, migration));
                await server.DropAsync(copy, stop);
                if (failures.Count > 0 || !await AppliesAsync(On(line), Only(MigrationVersion.Parse(migration.Version!))))
                {
                    break;
                }
            }
            if (failures.Count == 0)
            {
                // Repeatables, and what has to hold behind everything.
                await AppliesAsync(On(line).Traced(traced.Add), ApplyRequest.Everything);
            }
            undos.AddRange(plan.Migrations.Where(one => one.Kind == MigrationKind.Versioned).Skip(undos.Count)
                .Select(one => new UndoProof(one.Version!, UndoVerdict.NotVerified, "A migration before it was refused, so it was not tried.")));
            return new(undos.ToImmutable(), new(traced.ToImmutable()), failures.ToImmutable());
        }

        /// <summary>Takes databases that stand at those versions to the end in one run each, and new ones from each baseline, and holds them against one that went all the way.</summary>
        /// <param name="line">One that went all the way with these files.</param>
        public async Task<ImmutableArray<UpgradePath>> PathsAsync(DatabaseAddress line, ImmutableArray<MigrationVersion> stands)
        {
            var history = files with { Others = [.. files.Others.Where(file => file.Kind != MigrationKind.Baseline)] };
            var hasBaselines = files.Baselines.Any();
            var expected = hasBaselines ? await EndAsync("history", history, null) : Checked.Of(await On(line).SchemaAsync(stop));
            var paths = ImmutableArray.CreateBuilder<UpgradePath>();
            if (hasBaselines)
            {
                paths.Add(Beside($"a new database, from {files.Baselines.MaxBy(file => file.Version)!.Name.Text}", expected, await EndAsync("baseline", files, null)));
            }
            foreach (var stand in stands)
            {
                paths.Add(Beside($"V{stand}", expected, await EndAsync("path", history, stand)));
            }
            return paths.ToImmutable();
        }

        async Task<Checked<Schema>> EndAsync(string name, MigrationSet given, MigrationVersion? stand)
        {
            var database = await server.CreateAsync(name, like: null, stop);
            try
            {
                if (stand is not null)
                {
                    await StandAsync(database, given with { Versioned = [.. given.Versioned.Where(file => file.Version <= stand)] });
                }
                var record = await on(database, given).ApplyAsync(ApplyRequest.Everything, Stopping);
                return record.Failure is null ? Checked.Of(await on(database, given).SchemaAsync(stop)) : Checked.Failed<Schema>(record.Diagnostics);
            }
            finally
            {
                await server.DropAsync(database, stop);
            }
        }

        // With the repeatables that could run there; as they are now, some may need what came later.
        async Task StandAsync(DatabaseAddress database, MigrationSet until)
        {
            if (await on(database, until).ApplyAsync(ApplyRequest.Everything, Stopping) is { Failure: not null })
            {
                await on(database, until with { Others = [.. until.Others.Where(file => file.Kind != MigrationKind.Repeatable)] }).ApplyAsync(ApplyRequest.Everything, Stopping);
            }
        }

        static UpgradePath Beside(string from, Checked<Schema> expected, Checked<Schema> end) => expected.Passed && end.Passed
            ? new(from, SchemaDiff.Between(expected.Value, end.Value), [])
            : new(from, [], [.. expected.Diagnostics.Concat(end.Diagnostics).Where(one => one.Severity == Severity.Error)]);

        async Task<bool> AppliesAsync(Pipeline pipeline, ApplyRequest request)
        {
            var record = await pipeline.ApplyAsync(request, Stopping);
            failures.AddRange(record.Failure is null ? [] : record.Diagnostics.Where(one => one.Severity == Severity.Error));
            return record.Failure is null;
        }

        async Task<UndoProof> ProveAsync(DatabaseAddress copy, PlannedMigration migration)
        {
            var (version, request) = (migration.Version!, Only(MigrationVersion.Parse(migration.Version!)));
            var before = await On(copy).SchemaAsync(stop);
            if (!await AppliesAsync(On(copy).Traced(traced.Add), request))
            {
                return new(version, UndoVerdict.NotVerified, "It was refused, so there was nothing to take back.");
            }
            if (migration is { Undo: null })
            {
                return new(version, UndoVerdict.Irreversible, migration.Kind == MigrationKind.Baseline ? "A baseline is not taken back." : "There is no undo.");
            }
            var after = await On(copy).SchemaAsync(stop);
            var undone = await On(copy).UndoAsync(new UndoSelection.Steps(1), confirmed: null, Stopping);
            if (undone.Failure is not null)
            {
                return new(version, UndoVerdict.Failed, undone.Diagnostics.First(one => one.Severity == Severity.Error).Message);
            }
            var left = SchemaDiff.Between(before, await On(copy).SchemaAsync(stop));
            if (!left.IsEmpty)
            {
                return new(version, UndoVerdict.Failed, $"Its undo leaves another schema than there was before: {Named(left, "still there", "gone")}.") { Left = left };
            }
            var again = await On(copy).ApplyAsync(request with { Scope = request.Scope with { Redo = request.Scope.To } }, Stopping);
            if (again.Failure is not null)
            {
                return new(version, UndoVerdict.Failed, $"Once it was taken back it cannot be applied again: {again.Diagnostics.First(one => one.Severity == Severity.Error).Message}");
            }
            var other = SchemaDiff.Between(after, await On(copy).SchemaAsync(stop));
            return other.IsEmpty
                ? new(version, UndoVerdict.Reversible, "Its undo leaves the schema as it was, and it can be applied again.")
                : new(version, UndoVerdict.Failed, $"Applied again it makes another schema than the first time: {Named(other, "new", "missing")}.") { AppliedAgain = other };
        }

        // A few of them say enough.
        static string Named(ImmutableArray<Difference> differences, string added, string removed)
        {
            const int Most = 5;
            var said = differences.Take(Most).Select(one => $"{one.Id} is {one.Kind switch { DifferenceKind.Added => added, DifferenceKind.Removed => removed, _ => $"another ({string.Join(", ", one.Properties.Select(property => property.Name))})" }}");
            return string.Join("; ", said) + (differences.Length > Most ? $"; and {differences.Length - Most} more" : "");
        }
    }
}
