namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Verification;
using Turnstone.Verification.Rows;

/// <summary>Who looks at rows while a migration is tried and taken back.</summary>
public sealed partial class Pipeline
{
    /// <summary>Sees what an undo brings back.</summary>
    abstract class Witness
    {
        /// <summary>What was there before and is not as it was.</summary>
        public ImmutableArray<LostData> Lost { get; protected set; } = [];

        /// <summary>The same of what was written since.</summary>
        public ImmutableArray<LostData> LostSince { get; protected set; } = [];

        /// <summary>The tables into which rows were put since.</summary>
        public IReadOnlyList<FilledTable> Filled { get; protected set; } = [];

        /// <summary>Whether rows that were written since had triggers change what was there.</summary>
        public bool IsDisturbed { get; protected set; }

        /// <summary>The migration was applied.</summary>
        public abstract Task SeeAppliedAsync(CancellationToken stop);

        /// <summary>It was taken back, and the schema is what it was.</summary>
        public abstract Task SeeUndoneAsync(CancellationToken stop);
    }

    /// <summary>Of the few rows that were put in: all of them, each time.</summary>
    /// <param name="writeAsync">Writes more, as the new version does.</param>
    sealed class WitnessOfFew(Pipeline database, RowSnapshot before, Func<Task<IReadOnlyList<FilledTable>>> writeAsync) : Witness
    {
        RowSnapshot? between, since;

        public override async Task SeeAppliedAsync(CancellationToken stop)
        {
            between = await database.RowsAsync(stop);
            Filled = await writeAsync();
            since = await database.RowsAsync(stop);
        }

        public override async Task SeeUndoneAsync(CancellationToken stop)
        {
            var (written, back) = (since!.Since(between!).RowsAlone, await database.RowsAsync(stop));
            (Lost, LostSince) = (LostData.Of(database.Between(before, back.Since(written))), LostData.Of(database.Between(written, back)));
            IsDisturbed = !database.Between(between!, since).LosesNothing;
        }
    }

    /// <summary>Of production's rows: the database that the trial's was copied from still has them, however many they are.</summary>
    /// <param name="touchedAsSeen">The tables that may have changed; none where nobody could see.</param>
    sealed class WitnessOfProduction(Pipeline before, Pipeline after, Func<IReadOnlySet<QualifiedName>?> touchedAsSeen) : Witness
    {
        public override Task SeeAppliedAsync(CancellationToken stop) => Task.CompletedTask;

        public override async Task SeeUndoneAsync(CancellationToken stop) => Lost = LostData.Of(await before.BesideAsync(after, touchedAsSeen(), stop));
    }
}
