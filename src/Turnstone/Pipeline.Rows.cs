namespace Turnstone;

using Turnstone.Sql;
using Turnstone.Text;
using Turnstone.Verification.Rows;

/// <summary>The rows by which it is seen what becomes of data.</summary>
public sealed partial class Pipeline
{
    // Enough that each value at the end of a type's range comes to stand in some row.
    const int RowsOfTable = 7;

    // Far from the numbers that migrations give to rows of their own.
    const int Far = BuiltInValues.Far;

    /// <summary>Puts rows into the tables that are reached, as far as their rules take them.</summary>
    /// <param name="seed">From 1 on; another makes other rows, beside those that are there.</param>
    /// <param name="isPlain">Whether rows hold what anybody would write, and nothing at its ends.</param>
    /// <param name="hints">What a migration's own text looks for.</param>
    /// <returns>What each table was given, and the conditions that no row can meet.</returns>
    async Task<(IReadOnlyList<FilledTable> Tables, IReadOnlySet<string> Barred)> FillAsync(ReachedTables reached, int seed, bool isPlain, RowHints hints, CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        if (!settings.SearchPath.IsEmpty)
        {
            var path = Literal.Of(string.Join(", ", settings.SearchPath.Select(name => new Identifier(name))));
            await session.ExecuteAsync(stop, (Text.Sql)$"SELECT pg_catalog.set_config('search_path', {path}, false)");
        }
        var generator = new RowGenerator(session, ScopeOf(session), isPlain, hints);
        return (await generator.FillAsync(RowsOfTable, isPlain ? seed + Far : seed, await reached.ReadAsync(session, stop), stop), generator.Barred);
    }

    /// <summary>All rows that there are.</summary>
    async Task<RowSnapshot> RowsAsync(CancellationToken stop)
    {
        await using var session = await ConnectAsync(stop);
        return await new RowSnapshot.Reader(session, ScopeOf(session)).ReadAsync(stop);
    }

    /// <summary>What became of the rows of this database in another one with the same tables; secrets among them are masked.</summary>
    /// <param name="touched">The tables that may differ; none where nobody knows.</param>
    async Task<RowDifference> BesideAsync(Pipeline other, IReadOnlySet<QualifiedName>? touched, CancellationToken stop)
    {
        await using var before = await ConnectAsync(stop);
        await using var after = await other.ConnectAsync(stop);
        return await new ComparedDatabases(before, after, ScopeOf(before), surroundings.Masking).CompareAsync(touched, stop);
    }

    /// <summary>Whether rows of that schema are looked at; the ledger's are nobody's data.</summary>
    bool IsLookedAt(string schema) => schema == settings.LedgerSchema
        || !settings.Schemas.Exclude.Contains(schema) && (settings.Schemas.Include.IsEmpty || settings.Schemas.Include.Contains(schema));

    /// <summary>What became of rows; secrets among them are masked.</summary>
    RowDifference Between(RowSnapshot before, RowSnapshot after) => RowDifference.Between(before, after, surroundings.Masking);
}
