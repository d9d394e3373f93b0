namespace Turnstone.Catalog.Statistics;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Reads a database's figures: one snapshot, two round trips, nothing written.</summary>
sealed class StatisticsReader(Session session, CatalogScope scope)
{
    // Sizes take the weakest lock of each table; who changes one keeps us waiting, and whoever comes next waits for us.
    const string Patience = "2s";

    /// <param name="showsQueries">Whether the texts of queries come along.</param>
    /// <exception cref="FailureException">A table is being changed, so that its size cannot be had.</exception>
    public async Task<DatabaseStatistics> ReadAsync(bool showsQueries, CancellationToken stop)
    {
        try
        {
            return await ReadFiguresAsync(showsQueries, stop);
        }
        catch (PostgresException locked) when (locked.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await session.RollbackAsync();
            throw FailureException.Unavailable("table-locked", $"A table's size cannot be read: it is being changed ({locked.MessageText}, SQLSTATE {locked.SqlState}).",
                "Nothing was written. Try again when the change is done: turnstone status shows a run.", locked);
        }
        catch (PostgresException)
        {
            await session.RollbackAsync();
            throw;
        }
    }

    async Task<DatabaseStatistics> ReadFiguresAsync(bool showsQueries, CancellationToken stop)
    {
        var lists = StatisticsQueries.Lists(scope);
        string facts;
        string? counter;
        bool seesAll;
        List<string> unreadable = [];
        var read = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        await using (var batch = session.Batch(
        [
            $"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", $"SET LOCAL search_path = ''", $"SET LOCAL lock_timeout = {Literal.Of(Patience)}",
            StatisticsQueries.Sight, StatisticsQueries.Unreadable(scope), StatisticsQueries.Facts, .. lists.Select(list => list.Query),
        ]))
        {
            await using var rows = await batch.ExecuteReaderAsync(stop);
            await rows.ReadAsync(stop);
            (counter, seesAll) = (rows.IsDBNull(0) ? null : rows.GetString(0), rows.GetBoolean(1));
            await rows.NextResultAsync(stop);
            unreadable.AddRange(await TextsAsync(rows, stop));
            await rows.NextResultAsync(stop);
            facts = (await TextsAsync(rows, stop))[0];
            foreach (var (name, _) in lists)
            {
                await rows.NextResultAsync(stop);
                read.Add((name, [.. await TextsAsync(rows, stop)]));
            }
        }
        var queries = await QueriesAsync(counter, stop) with { ShowsText = showsQueries };
        return new(facts, read.ToImmutable()) { Queries = queries, Hidden = [.. Hidden(unreadable, seesAll || queries.Missing is not null)] };
    }

    // The view is there before the library is loaded, and answers nothing but an error then.
    async Task<QueryRates> QueriesAsync(string? schema, CancellationToken stop)
    {
        if (schema is null)
        {
            await session.ExecuteAsync(stop, $"COMMIT");
            return QueryRates.None("The extension pg_stat_statements is not installed.");
        }
        try
        {
            await using var batch = session.Batch([.. StatisticsQueries.Calls(new PlainName(schema)), $"COMMIT"]);
            await using var rows = await batch.ExecuteReaderAsync(stop);
            var totals = (await TextsAsync(rows, stop))[0];
            await rows.NextResultAsync(stop);
            return new(null, totals, [.. await TextsAsync(rows, stop)]);
        }
        catch (PostgresException refused)
        {
            await session.RollbackAsync();
            return QueryRates.None($"pg_stat_statements: {refused.MessageText} (SQLSTATE {refused.SqlState}).");
        }
    }

    IEnumerable<Diagnostic> Hidden(List<string> unreadable, bool seesAll)
    {
        if (unreadable.Count > 0)
        {
            yield return Diagnostic.Warning("statistics-hidden",
                $"What ANALYZE knows of the columns of {unreadable.Count} {(unreadable.Count == 1 ? "table" : "tables")} is not shown to {session.Server.User}: {string.Join(", ", unreadable.Take(5))}{(unreadable.Count > 5 ? ", …" : "")}.",
                help: $"Their null fractions and distinct values are missing.\nTo see them: GRANT pg_read_all_data TO {new PlainName(session.Server.User)}");
        }
        if (!seesAll)
        {
            yield return Diagnostic.Warning("statistics-hidden", $"What other roles' queries say is not shown to {session.Server.User}; how often they were called is.",
                help: $"To see it: GRANT pg_read_all_stats TO {new PlainName(session.Server.User)}");
        }
    }

    static async Task<List<string>> TextsAsync(NpgsqlDataReader rows, CancellationToken stop)
    {
        var texts = new List<string>();
        while (await rows.ReadAsync(stop))
        {
            texts.Add(rows.GetString(0));
        }
        return texts;
    }
}
