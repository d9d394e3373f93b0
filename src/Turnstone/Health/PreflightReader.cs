namespace Turnstone.Health;

using Npgsql;
using Turnstone.Sessions;

/// <summary>Asks a database in one go who would be in a run's way.</summary>
sealed class PreflightReader(Session session, HealthScope scope)
{
    public async Task<IReadOnlyList<Precondition>> ReadAsync(CancellationToken stop)
    {
        var judged = new List<Precondition>();
        try
        {
            await using var batch = session.Batch(PreflightCheck.All.Select(check => check.Question(scope)));
            await using var rows = await batch.ExecuteReaderAsync(stop);
            foreach (var check in PreflightCheck.All)
            {
                var found = new List<PreflightCheck.Finding>();
                while (await rows.ReadAsync(stop))
                {
                    found.Add(check.Read(rows));
                }
                judged.Add(check.Judge(found));
                await rows.NextResultAsync(stop);
            }
        }
        catch (PostgresException)
        {
            await session.RollbackAsync();
            throw;
        }
        return judged;
    }
}
