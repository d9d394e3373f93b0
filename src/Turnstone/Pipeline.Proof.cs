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
using Turnstone.Sql;
using Turnstone.Verification;
using Turnstone.Verification.Rows;

/// <summary>How an undo is proved.</summary>
public sealed partial class Pipeline
{
    sealed partial class Rehearsal
    {
        /// <summary>What a migration and its undo are tried on.</summary>
        /// <param name="IsPlain">Whether rows hold what anybody would write, and nothing at its ends.</param>
        /// <param name="Hints">What their own texts look for.</param>
        /// <param name="WritesSince">Whether rows are written between the two.</param>
        sealed record Way(bool IsPlain, RowHints Hints, bool WritesSince = true);

        /// <summary>What was seen of one try.</summary>
        /// <param name="Refused">What the server said of values and of what holds between them; it may depend on the rows.</param>
        sealed record Tried(UndoProof Proof, Diagnostic? Refused)
        {
            public ImmutableArray<TracedStatement> Traced { get; init; } = [];

            public ImmutableArray<Diagnostic> Failures { get; init; } = [];

            /// <summary>Conditions that no row can meet.</summary>
            public IReadOnlySet<string> Barred { get; init; } = new HashSet<string>();

            /// <summary>Whether it was the undo that the server refused.</summary>
            public bool IsUndoRefused { get; init; }

            /// <summary>What it comes to apart from what was there before, where rows that were written since had triggers change that.</summary>
            public UndoProof? Apart { get; init; }
        }

        async Task<UndoProof> ProveAsync(DatabaseAddress line, PlannedMigration migration)
        {
            var tried = await BestAsync(line, migration);
            traced.AddRange(tried.Traced);
            failures.AddRange(tried.Failures);
            reservations.AddRange(OtherSchemas.Of(migration, tried.Traced, On(line).IsLookedAt));
            return OfConditions(migration, tried);
        }

        // On rows at the ends of their types that also meet the conditions of the text; where those are what is refused, without the ones or the others.
        async Task<Tried> BestAsync(DatabaseAddress line, PlannedMigration migration)
        {
            if (server.IsCopyOfProduction)
            {
                return await OnProductionAsync(line, migration);
            }
            var (all, own) = (RowHints.Of(migration, server.Version, withUndo: true), RowHints.Of(migration, server.Version, withUndo: false));
            var first = await TryAsync(line, migration, new(false, all));
            if (first.Refused is not { } refused)
            {
                return first;
            }
            var last = all.Hints.IsEmpty ? null : await FirstAsync(line, migration, [new(false, own), new(false, all.WithoutHints)]);
            // Whoever puts a key in knows that it may not be there.
            var isExpected = last is { Refused: null } && refused.Message.StartsWith("INSERT ", StringComparison.Ordinal) && refused.Message.Contains("(SQLSTATE 23505)", StringComparison.Ordinal);
            last = last is { Refused: null } ? last : await FirstAsync(line, migration, all.Hints.IsEmpty ? [new(true, all)] : [new(true, all), new(true, all.WithoutHints)]);
            if (last.Refused is null && !isExpected)
            {
                reservations.Add(Diagnostic.Warning("depends-on-rows", $"{migration.Name} goes through or not by what rows hold: {refused.Message}", refused.File,
                    "It was tried on rows with values at the ends of their types and on such as its own text looks for, which it refuses, and on plain ones, with which it goes through. What production has, a copy of it says: shadow: { clone: … }") with { Line = refused.Line, Column = refused.Column });
            }
            return last;
        }

        async Task<Tried> FirstAsync(DatabaseAddress line, PlannedMigration migration, Way[] ways)
        {
            foreach (var way in ways[..^1])
            {
                if (await TryAsync(line, migration, way) is { Refused: null } tried)
                {
                    return tried;
                }
            }
            return await TryAsync(line, migration, ways[^1]);
        }

        // An undo that only rows written since are in the way of is another thing than one that does not work; and what their triggers change is not the undo's doing.
        async Task<Tried> TryAsync(DatabaseAddress line, PlannedMigration migration, Way way)
        {
            var tried = await ReachAsync(line, migration, way);
            if (!tried.IsUndoRefused && tried.Apart is null || !way.WritesSince)
            {
                return tried;
            }
            var without = await ReachAsync(line, migration, way with { WritesSince = false });
            return without.Proof.Verdict switch
            {
                UndoVerdict.Reversible when tried.Apart is { } apart => tried with { Proof = apart },
                UndoVerdict.Reversible => without with { Proof = new(migration.Version!, UndoVerdict.LosesDataWrittenSince, $"Its undo works on the rows that were there before, and is refused once others were written: {tried.Proof.Message}") { SaysSo = SaysSo(migration.Version!) } },
                UndoVerdict.LosesData => without,
                _ => tried,
            };
        }

        // Where it touches a table that nobody would have thought of, all of them have to have rows.
        async Task<Tried> ReachAsync(DatabaseAddress line, PlannedMigration migration, Way way)
        {
            foreach (var reach in new[] { RowReach.Of(migration, server.Version), RowReach.Everything })
            {
                var copy = await server.CreateAsync("trial", line, stop);
                var tried = await OnceAsync(copy, migration, new(reach), way);
                await server.DropAsync(copy, stop);
                if (tried is not null)
                {
                    return tried;
                }
            }
            throw new InvalidOperationException("a reach of everything leaves nothing out");
        }

        async Task<Tried?> OnceAsync(DatabaseAddress copy, PlannedMigration migration, ReachedTables reached, Way way)
        {
            var (here, superuser, request) = (on(copy, versioned), On(server.AsSuperuser(copy)), Only(migration.Version!));
            var before = await here.SchemaAsync(stop);
            var given = await superuser.FillAsync(reached, seed: 1, way.IsPlain, way.Hints, stop);
            var rows = await superuser.RowsAsync(stop);
            var seen = new List<TracedStatement>();
            var record = await here.Traced(seen.Add).ApplyAsync(request, Stopping);
            var touched = Touched(seen);
            if (rows.Tables.Select(table => table.Table).Except(given.Tables.Select(table => table.Table)).Any(touched.Contains))
            {
                return null;
            }
            var witness = new WitnessOfFew(superuser, rows, async () => way.WritesSince ? (await superuser.FillAsync(reached, seed: 2, way.IsPlain, way.Hints, stop)).Tables : []);
            var tried = await UndoneAsync(migration, record, here, before, witness, filled => given.Tables.Concat(filled).FirstOrDefault(table => table is { Present: 0, IsHomeless: false } && touched.Contains(table.Table)));
            return tried with { Traced = [.. seen], Barred = given.Barred };
        }

        // A copy of production has rows. What no trace sees to its end may touch any table.
        async Task<Tried> OnProductionAsync(DatabaseAddress line, PlannedMigration migration)
        {
            var copy = await server.CreateAsync("trial", line, stop);
            var (here, seen, taking) = (on(copy, versioned), new List<TracedStatement>(), new List<TracedStatement>());
            var before = await here.SchemaAsync(stop);
            var record = await here.Traced(seen.Add).ApplyAsync(Only(migration.Version!), Stopping);
            var witness = new WitnessOfProduction(On(server.AsSuperuser(line)), On(server.AsSuperuser(copy)),
                () => seen.Concat(taking).Any(one => one is { IsSampled: true, Verb: "DO" or "CALL" }) ? null : Touched(seen.Concat(taking)));
            var tried = await UndoneAsync(migration, record, here.Traced(taking.Add), before, witness, _ => null);
            await server.DropAsync(copy, stop);
            return tried with { Traced = [.. seen] };
        }

        // Takes it back, applies it once more, and looks at everything meanwhile.
        async Task<Tried> UndoneAsync(PlannedMigration migration, RunRecord applied, Pipeline here, Schema before, Witness witness, Func<IEnumerable<FilledTable>, FilledTable?> empty)
        {
            var version = migration.Version!;
            if (applied.Failure is not null)
            {
                var said = applied.Diagnostics.Where(one => one.Severity == Severity.Error).Select(server.Explain).ToImmutableArray();
                return new(new(version, UndoVerdict.NotVerified, "It was refused, so there was nothing to take back."), OfRows(said)) { Failures = said };
            }
            if (migration is { Undo: null })
            {
                return new(new(version, UndoVerdict.Irreversible, migration.Kind == MigrationKind.Baseline ? "A baseline is not taken back." : "There is no undo."), null);
            }
            var after = await here.SchemaAsync(stop);
            await witness.SeeAppliedAsync(stop);
            var undone = await here.UndoAsync(new UndoSelection.Steps(1), confirmed: null, Stopping);
            if (undone.Failure is not null)
            {
                var why = undone.Diagnostics.First(one => one.Severity == Severity.Error);
                return new(new(version, UndoVerdict.Failed, why.Message) { Refused = why }, OfRows(undone.Diagnostics)) { IsUndoRefused = true };
            }
            var left = SchemaDiff.Between(before, await here.SchemaAsync(stop));
            if (!left.IsEmpty)
            {
                return new(new(version, UndoVerdict.Failed, $"Its undo leaves another schema than there was before: {Named(left, "still there", "gone")}.") { Left = left }, null);
            }
            await witness.SeeUndoneAsync(stop);
            var request = Only(version);
            var again = await here.ApplyAsync(request with { Scope = request.Scope with { Redo = request.Scope.To } }, Stopping);
            if (again.Failure is not null)
            {
                var why = again.Diagnostics.First(one => one.Severity == Severity.Error);
                return new(new(version, UndoVerdict.Failed, $"Once it was taken back it cannot be applied again: {why.Message}") { Refused = why }, OfRows(again.Diagnostics));
            }
            var other = SchemaDiff.Between(after, await here.SchemaAsync(stop));
            if (!other.IsEmpty)
            {
                return new(new(version, UndoVerdict.Failed, $"Applied again it makes another schema than the first time: {Named(other, "new", "missing")}.") { AppliedAgain = other }, null);
            }
            HashSet<string> was = [.. before.Objects.Keys.Select(one => $"{one}")];
            return new(OfData(migration, was, witness.Lost, witness.LostSince, empty(witness.Filled)), null)
            {
                Apart = witness.Lost.IsEmpty || !witness.IsDisturbed ? null : OfData(migration, was, [], witness.LostSince, empty(witness.Filled)),
            };
        }

        // What the server says of values, and of what holds between them.
        static Diagnostic? OfRows(IEnumerable<Diagnostic> said) => said.FirstOrDefault(one => one.Message.Contains("(SQLSTATE 22", StringComparison.Ordinal) || one.Message.Contains("(SQLSTATE 23", StringComparison.Ordinal));

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

        // Nothing is said of rows that nobody saw; where its file says that it loses some, there is nothing left to prove.
        UndoProof OfConditions(PlannedMigration migration, Tried tried)
        {
            if (tried.Proof.Verdict is not (UndoVerdict.Reversible or UndoVerdict.LosesDataWrittenSince)
                || new UnmetConditions(migration, server.Version, tried.Barred).Of(tried.Traced) is not [var unmet, ..])
            {
                return tried.Proof;
            }
            if (SaysSo(migration.Version!))
            {
                reservations.Add(Diagnostic.Warning("condition-not-met", $"{migration.Name}: no row met the condition of {unmet.Verb}, so what becomes of such rows was not seen.", unmet.File, "What production has, a copy of it says: shadow: { clone: … }").At(unmet.Line, unmet.Column));
                return tried.Proof;
            }
            return new(migration.Version!, UndoVerdict.NotVerified, $"No row met the condition of {unmet.Verb} ({unmet.File}:{unmet.Line}:{unmet.Column}), so nobody saw whether its undo brings such rows back.");
        }

        bool SaysSo(string version) => files.Versioned.Concat(files.Undos).Any(file => file.Version.Text == version && file.Directives["undo"] == "lossy");

        static HashSet<QualifiedName> Touched(IEnumerable<TracedStatement> seen) => seen.SelectMany(one => one.Locks)
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
