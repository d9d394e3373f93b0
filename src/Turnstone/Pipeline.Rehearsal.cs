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
    sealed partial class Rehearsal(ShadowServer server, MigrationSet files, Stand begin, Func<DatabaseAddress, MigrationSet, Pipeline> on, CancellationToken stop)
    {
        readonly ImmutableArray<TracedStatement>.Builder traced = ImmutableArray.CreateBuilder<TracedStatement>();
        readonly ImmutableArray<Diagnostic>.Builder failures = ImmutableArray.CreateBuilder<Diagnostic>();
        readonly ImmutableArray<Diagnostic>.Builder reservations = ImmutableArray.CreateBuilder<Diagnostic>();

        // A repeatable that runs behind the last version is not that one's, and stays where that is taken back; those that were there before are there meanwhile.
        readonly MigrationSet versioned = files with { Others = [.. files.Others.Where(file => file.Kind != MigrationKind.Repeatable), .. begin.Files.Repeatables] };

        public Stopping Stopping => new(stop, stop);

        public static ApplyRequest Everything { get; } = new(ApplyScope.Everything with { InAnyOrder = true }, null);

        public Pipeline On(DatabaseAddress database) => on(database, files);

        /// <summary>Applies one after the other, each of them tried in a copy first.</summary>
        /// <param name="line">The database that goes forward.</param>
        /// <param name="stands">Databases that stand elsewhere and are to become the same.</param>
        public async Task<Evidence> AllAsync(DatabaseAddress line, Plan plan, ImmutableArray<Stand> stands)
        {
            var before = SchemaFingerprint.Of(await On(line).SchemaAsync(stop));
            var undos = await TryAsync(line, plan);
            var seen = new Evidence(undos, new(traced.ToImmutable()), failures.ToImmutable()) { Reservations = reservations.ToImmutable() };
            if (failures.Count > 0)
            {
                return seen;
            }
            var after = SchemaFingerprint.Of(await On(line).SchemaAsync(stop));
            return seen with
            {
                Paths = await PathsAsync(line, plan, stands),
                Ends = before.DifferentFrom(after).ToImmutableSortedDictionary(one => one.Name, one => after.Objects.GetValueOrDefault(one.Name)?.Digest, StringComparer.Ordinal),
            };
        }

        async Task<ImmutableArray<UndoProof>> TryAsync(DatabaseAddress line, Plan plan)
        {
            var undos = ImmutableArray.CreateBuilder<UndoProof>();
            var migrations = plan.Migrations.Where(one => one.Kind is MigrationKind.Versioned or MigrationKind.Baseline).ToList();
            foreach (var migration in migrations)
            {
                undos.Add(await ProveAsync(line, migration));
                await SayOfRowsAsync(line, migration);
                if (failures.Count > 0 || !await AppliesAsync(on(line, versioned), Only(migration.Version!)))
                {
                    break;
                }
            }
            if (failures.Count == 0)
            {
                // Repeatables, and what has to hold behind everything.
                await AppliesAsync(On(line).Traced(traced.Add), Everything);
            }
            undos.AddRange(migrations.Skip(undos.Count).Select(one => new UndoProof(one.Version!, UndoVerdict.NotVerified, "A migration before it was refused, so it was not tried.")));
            return undos.ToImmutable();
        }

        // What fails on a table with rows would fail on the target, whatever an empty database says.
        async Task SayOfRowsAsync(DatabaseAddress line, PlannedMigration migration)
        {
            if (failures is not [var refused, ..])
            {
                return;
            }
            var empty = await server.CreateAsync("empty", line, stop);
            var record = await on(empty, versioned).ApplyAsync(Only(migration.Version!), Stopping);
            await server.DropAsync(empty, stop);
            if (record.Failure is null)
            {
                failures[0] = refused with { Help = "Without rows it goes through: it was tried on tables with a few rows each, as production has them." };
            }
        }

        // Whoever comes from elsewhere has to end like one that went all the way.
        async Task<ImmutableArray<UpgradePath>> PathsAsync(DatabaseAddress line, Plan plan, ImmutableArray<Stand> stands)
        {
            var history = files with { Others = [.. files.Others.Where(file => file.Kind != MigrationKind.Baseline)] };
            var baseline = files.Baselines.MaxBy(file => file.Version);
            // Where the older files are gone, nobody can go all the way.
            var isCovering = baseline is not null && files.Versioned.Any(file => file.Version <= baseline.Version);
            var isLate = !begin.Order.IsEmpty && plan.Migrations.Any(one => one.Kind == MigrationKind.Versioned && MigrationVersion.Parse(one.Version!) < begin.Order.Max()!);
            var here = Checked.Of(await On(line).SchemaAsync(stop));
            var repeatables = plan.Migrations.Any(one => one.Kind == MigrationKind.Repeatable) ? (UpgradePath[])[Beside("the same database, its repeatables run again", here, await AgainAsync(line))] : [];
            if (server.IsCopyOfProduction)
            {
                // What production is beyond its history, no replay makes.
                return [.. repeatables];
            }
            var expected = isCovering ? await EndAsync("history", history, Stand.New) : here;
            var paths = ImmutableArray.CreateBuilder<UpgradePath>();
            if (isCovering)
            {
                paths.Add(Beside($"a new database, from {baseline!.Name.Text}", expected, await EndAsync("baseline", files, Stand.New)));
            }
            if (isLate)
            {
                paths.Add(isCovering ? Beside($"{begin.Name}, in the order of what ran there", expected, here) : Beside("a new database, in the order of versions", here, await EndAsync("history", history, Stand.New)));
            }
            foreach (var stand in stands)
            {
                paths.Add(Beside(stand.Name, expected, await EndAsync("path", history, stand)));
            }
            return [.. paths, .. repeatables];
        }

        Task<Checked<Schema>> EndAsync(string name, MigrationSet given, Stand stand) => server.AsideAsync(name, async database =>
        {
            if (!stand.IsNew && await StandAsync(database, stand.IsRecorded ? stand : stand with { Files = WithoutBaselines(stand.Files) }) is { Failure: not null } refused)
            {
                return Checked.Failed<Schema>(refused.Diagnostics);
            }
            if (stand is { IsNew: false, IsRecorded: false })
            {
                // As they are now; some may need what came later.
                await on(database, WithoutBaselines(stand.Files) with { Others = [.. stand.Files.Others.Where(file => file.Kind == MigrationKind.Hook), .. files.Repeatables] }).ApplyAsync(Everything, Stopping);
            }
            var record = await on(database, given).ApplyAsync(Everything, Stopping);
            return record.Failure is null ? Checked.Of(await on(database, given).SchemaAsync(stop)) : Checked.Failed<Schema>(record.Diagnostics);
        }, stop);

        static MigrationSet WithoutBaselines(MigrationSet set) => set with { Others = [.. set.Others.Where(file => file.Kind != MigrationKind.Baseline)] };

        // With another checksum they are run once more.
        async Task<Checked<Schema>> AgainAsync(DatabaseAddress line)
        {
            var copy = await server.CreateAsync("again", line, stop);
            try
            {
                var again = on(copy, files with { Others = [.. files.Others.Select(file => file.Kind == MigrationKind.Repeatable ? Edited(file) : file)] });
                var record = await again.ApplyAsync(Everything, Stopping);
                return record.Failure is null ? Checked.Of(await again.SchemaAsync(stop)) : Checked.Failed<Schema>(record.Diagnostics);
            }
            finally
            {
                await server.DropAsync(copy, stop);
            }
        }

        static Migration Edited(Migration file) => file.Text.Whole is { } text ? file with { Text = new($"{text}\n-- again\n"), Checksum = Checksum.Of($"{text}\n-- again\n") } : file;

        /// <summary>Makes a new database what stands somewhere.</summary>
        public Task<RunRecord> StandAsync(DatabaseAddress database, Stand stand) =>
            on(database, stand.Files).ApplyAsync(new(ApplyScope.Everything with { InOrder = stand.Order }, null), Stopping);

        static ApplyRequest Only(string version) => new(new ApplyScope(MigrationVersion.Parse(version), null) { InAnyOrder = true }, null);

        static UpgradePath Beside(string from, Checked<Schema> expected, Checked<Schema> end) => expected.Passed && end.Passed
            ? new(from, SchemaDiff.Between(expected.Value, end.Value), [])
            : new(from, [], [.. expected.Diagnostics.Concat(end.Diagnostics).Where(one => one.Severity == Severity.Error)]);

        async Task<bool> AppliesAsync(Pipeline pipeline, ApplyRequest request)
        {
            var record = await pipeline.ApplyAsync(request, Stopping);
            failures.AddRange(record.Failure is null ? [] : record.Diagnostics.Where(one => one.Severity == Severity.Error).Select(server.Explain));
            return record.Failure is null;
        }
    }
}
