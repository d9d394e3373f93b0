namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Linting;
using Turnstone.Linting.Trace;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Servers;
using Turnstone.Sql;
using Turnstone.Verification;
using Turnstone.Verification.Rows;

/// <summary>How a change is tried.</summary>
public sealed partial class Pipeline
{
    /// <summary>The trying of migrations on one server: each in a copy of the database that those before it made.</summary>
    sealed class Rehearsal(ShadowServer server, MigrationSet files, Stand begin, Func<DatabaseAddress, MigrationSet, Pipeline> on, CancellationToken stop)
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

        // On rows at the ends of their types first; where those are what is refused, on rows as anybody would write them.
        async Task<UndoProof> ProveAsync(DatabaseAddress line, PlannedMigration migration)
        {
            var begin = traced.Count;
            var (proof, refused) = await ProveAsync(line, migration, isPlain: false);
            if (refused is null || server.IsCopyOfProduction)
            {
                return proof;
            }
            traced.Count = begin;
            failures.Clear();
            (proof, var again) = await ProveAsync(line, migration, isPlain: true);
            if (again is null)
            {
                reservations.Add(Diagnostic.Warning("depends-on-rows", $"{migration.Name} goes through or not by what rows hold: {refused.Message}", refused.File,
                    "It was tried on rows with values at the ends of their types, which it refuses, and on plain ones, with which it goes through. What production has, a copy of it says: shadow: { clone: … }") with { Line = refused.Line, Column = refused.Column });
            }
            return proof;
        }

        // Where it touches a table that nobody would have thought of, all of them have to have rows.
        async Task<(UndoProof Proof, Diagnostic? Refused)> ProveAsync(DatabaseAddress line, PlannedMigration migration, bool isPlain)
        {
            var begin = traced.Count;
            foreach (var reach in new[] { RowReach.Of(migration, server.Version), RowReach.Everything })
            {
                var copy = await server.CreateAsync("trial", line, stop);
                var (proof, refused) = await ProveAsync(copy, migration, new(reach), isPlain);
                await server.DropAsync(copy, stop);
                if (proof is not null)
                {
                    return (proof, refused);
                }
                traced.Count = begin;
                failures.Clear();
            }
            throw new InvalidOperationException("a reach of everything leaves nothing out");
        }

        // What the server says of values, and of what holds between them.
        static Diagnostic? OfRows(IEnumerable<Diagnostic> said) => said.FirstOrDefault(one => one.Message.Contains("(SQLSTATE 22", StringComparison.Ordinal) || one.Message.Contains("(SQLSTATE 23", StringComparison.Ordinal));

        async Task<(UndoProof? Proof, Diagnostic? Refused)> ProveAsync(DatabaseAddress copy, PlannedMigration migration, ReachedTables reached, bool isPlain)
        {
            var here = on(copy, versioned);
            var (version, request, superuser) = (migration.Version!, Only(migration.Version!), On(server.AsSuperuser(copy)));
            var before = await here.SchemaAsync(stop);
            var given = server.IsCopyOfProduction ? null : await superuser.FillAsync(reached, seed: 1, isPlain, stop);
            var rows = await superuser.RowsAsync(stop);
            var applies = await AppliesAsync(here.Traced(traced.Add), request);
            var touched = Touched(migration);
            if (given is not null && rows.Tables.Select(table => table.Table).Except(given.Select(table => table.Table)).Any(touched.Contains))
            {
                return (null, null);
            }
            if (!applies)
            {
                return (new(version, UndoVerdict.NotVerified, "It was refused, so there was nothing to take back."), OfRows(failures));
            }
            if (migration is { Undo: null })
            {
                return (new(version, UndoVerdict.Irreversible, migration.Kind == MigrationKind.Baseline ? "A baseline is not taken back." : "There is no undo."), null);
            }
            var after = await here.SchemaAsync(stop);
            var applied = await superuser.RowsAsync(stop);
            var filled = await superuser.FillAsync(reached, seed: 2, isPlain, stop);
            var written = (await superuser.RowsAsync(stop)).Since(applied);
            var undone = await here.UndoAsync(new UndoSelection.Steps(1), confirmed: null, Stopping);
            if (undone.Failure is not null)
            {
                return (new(version, UndoVerdict.Failed, undone.Diagnostics.First(one => one.Severity == Severity.Error).Message) { Refused = undone.Diagnostics.First(one => one.Severity == Severity.Error) }, OfRows(undone.Diagnostics));
            }
            var left = SchemaDiff.Between(before, await here.SchemaAsync(stop));
            if (!left.IsEmpty)
            {
                return (new(version, UndoVerdict.Failed, $"Its undo leaves another schema than there was before: {Named(left, "still there", "gone")}.") { Left = left }, null);
            }
            var back = await superuser.RowsAsync(stop);
            var again = await here.ApplyAsync(request with { Scope = request.Scope with { Redo = request.Scope.To } }, Stopping);
            if (again.Failure is not null)
            {
                return (new(version, UndoVerdict.Failed, $"Once it was taken back it cannot be applied again: {again.Diagnostics.First(one => one.Severity == Severity.Error).Message}") { Refused = again.Diagnostics.First(one => one.Severity == Severity.Error) }, OfRows(again.Diagnostics));
            }
            var other = SchemaDiff.Between(after, await here.SchemaAsync(stop));
            return (other.IsEmpty ? OfData(migration, [.. before.Objects.Keys.Select(one => $"{one}")], LostData.Of(superuser.Between(rows, back.Since(written))), LostData.Of(superuser.Between(written, back)), filled.FirstOrDefault(table => table.Present == 0 && touched.Contains(table.Table)))
                : new(version, UndoVerdict.Failed, $"Applied again it makes another schema than the first time: {Named(other, "new", "missing")}.") { AppliedAgain = other }, null);
        }

        UndoProof OfData(PlannedMigration migration, HashSet<string> was, ImmutableArray<LostData> lost, ImmutableArray<LostData> lostSince, FilledTable? empty)
        {
            var version = migration.Version!;
            return (lost, lostSince, empty) switch
            {
                ([_, ..], _, _) => new(version, UndoVerdict.LosesData, $"Its undo loses what was there before: {string.Join("; ", lost)}.") { Lost = lost, SaysSo = SaysSo(version) },
                (_, _, { } table) => new(version, UndoVerdict.NotVerified, $"No rows could be put into {table.Table.Shown()}, so nobody knows what becomes of them: {table.Refusal ?? "the server said nothing"}"),
                (_, [_, ..], _) => new(version, UndoVerdict.LosesDataWrittenSince, $"Its undo loses what was written since: {string.Join("; ", lostSince)}.") { Lost = lostSince, SaysSo = SaysSo(version), IsOfOwnTables = lostSince.All(lost => lost.Column is null && !was.Contains($"table {lost.Table}")) },
                _ => new(version, UndoVerdict.Reversible, "Its undo leaves schema and rows as they were, and it can be applied again."),
            };
        }

        bool SaysSo(string version) => files.Versioned.Concat(files.Undos).Any(file => file.Version.Text == version && file.Directives["undo"] == "lossy");

        HashSet<QualifiedName> Touched(PlannedMigration migration) => traced.Where(one => one.Migration == migration.Name).SelectMany(one => one.Locks)
            .Where(one => one is { Kind: RelationKind.Table, Mode: >= LockMode.RowExclusive }).Select(one => new QualifiedName(one.Schema, one.Relation)).ToHashSet();

        // A few of them say enough.
        static string Named(ImmutableArray<Difference> differences, string added, string removed)
        {
            const int Most = 5;
            var said = differences.Take(Most).Select(one => $"{one.Id} is {one.Kind switch { DifferenceKind.Added => added, DifferenceKind.Removed => removed, _ => $"another ({string.Join(", ", one.Properties.Select(property => property.Name))})" }}");
            return string.Join("; ", said) + (differences.Length > Most ? $"; and {differences.Length - Most} more" : "");
        }
    }
}
