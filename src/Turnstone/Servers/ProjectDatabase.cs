namespace Turnstone.Servers;

using Npgsql;

/// <summary>Makes the database of a project on its server.</summary>
sealed class ProjectDatabase(ServerAddress address)
{
    const string Create = $"CREATE DATABASE {PersistentServer.Database} TEMPLATE template0";

    public async Task CreateIfMissingAsync(CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        await using var question = Batch(connection, $"SELECT 1 FROM pg_database WHERE datname = '{PersistentServer.Database}'");
        if (await question.ExecuteScalarAsync(stop) is null)
        {
            await RunAsync(connection, Create, stop);
        }
    }

    public async Task RecreateAsync(CancellationToken stop)
    {
        await using var connection = await OpenAsync(stop);
        await RunAsync(connection, $"DROP DATABASE IF EXISTS {PersistentServer.Database} WITH (FORCE)", stop);
        await RunAsync(connection, Create, stop);
    }

    async Task<NpgsqlConnection> OpenAsync(CancellationToken stop)
    {
        var connection = new NpgsqlConnection(address.ConnectionString("postgres"));
        await connection.OpenAsync(stop);
        return connection;
    }

    static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken stop)
    {
        await using var batch = Batch(connection, statement);
        await batch.ExecuteNonQueryAsync(stop);
    }

    static NpgsqlBatch Batch(NpgsqlConnection connection, string statement) =>
        new(connection) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(statement) } };
}
