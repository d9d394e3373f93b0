namespace Turnstone.Postgres.Tests;

using System.Globalization;
using Npgsql;
using Turnstone.Servers;
using Turnstone.Sql;

/// <summary>A database that one test has to itself; it is dropped, whoever is connected, when the test is done with it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    readonly ServerAddress server;

    TestDatabase(ServerAddress server, string name)
    {
        this.server = server;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Its connection string, as superuser, without pooling.</summary>
    public string ConnectionString => server.ConnectionString(Name);

    /// <summary>Its URL, as superuser.</summary>
    public Uri Uri => server.Uri(Name);

    public static Task<TestDatabase> CreateAsync(LocalServer server, string name) => CreateAsync(server.Address, server.Major, name);

    public static async Task<TestDatabase> CreateAsync(ServerAddress server, PgVersion major, string name)
    {
        // Copying through the log needs no checkpoint; version 14 knows no other way than files.
        var strategy = major >= PgVersion.V15 ? " STRATEGY wal_log" : "";
        await ExecuteAsync(server.ConnectionString("postgres"), $"CREATE DATABASE {new Identifier(name)} TEMPLATE template0{strategy}");
        return new(server, name);
    }

    /// <summary>One that is there already; it is not to be disposed.</summary>
    public static TestDatabase Of(ServerAddress server, string name) => new(server, name);

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Runs one statement.</summary>
    public Task ExecuteAsync(string statement) => ExecuteAsync(ConnectionString, statement);

    /// <summary>The rows of one query, each value as text, as psql shows it for the common types; null stays null.</summary>
    public async Task<IReadOnlyList<string?[]>> QueryAsync(string query)
    {
        await using var connection = await OpenAsync();
        await using var batch = Batch(connection, query);
        await using var reader = await batch.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string?[]> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader, column))]);
        }
        return rows;
    }

    /// <summary>The first value of the first row, as the type PostgreSQL gives it.</summary>
    public async Task<T?> ScalarAsync<T>(string query)
    {
        await using var connection = await OpenAsync();
        await using var batch = Batch(connection, query);
        return await batch.ExecuteScalarAsync(TestContext.Current.CancellationToken) is { } value and not DBNull ? (T)value : default;
    }

    public async ValueTask DisposeAsync() =>
        await ExecuteAsync(server.ConnectionString("postgres"), $"DROP DATABASE {new Identifier(Name)} WITH (FORCE)");

    /// <remarks>The extended protocol takes one statement; EXECUTE takes as many as the simple protocol does.</remarks>
    internal Task SetUpAsync(string statements) =>
        ExecuteAsync($"DO $do$ BEGIN EXECUTE $setup${statements}$setup$; END $do$");

    static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var batch = Batch(connection, statement);
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    static string? Text(NpgsqlDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        bool truth => truth ? "t" : "f",
        IEnumerable<string> strings => $"{{{string.Join(',', strings)}}}",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString(),
    };

    internal static NpgsqlBatch Batch(NpgsqlConnection connection, string statement) =>
        new(connection) { Timeout = 0, BatchCommands = { new NpgsqlBatchCommand(statement) } };
}
