namespace Turnstone.Postgres.Tests.Crash;

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

/// <summary>Stands between a run and its server, knows where one request ends and the next begins, and stops there or cuts the line.</summary>
/// <remarks>What it counts is the first connection that is made through it: the one that holds the lock and does the work.</remarks>
public sealed class Proxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentBag<ProxyConnection> connections = [];
    readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task accepting;
    ProxyConnection? counted;

    public Proxy(int serverPort)
    {
        ServerPort = serverPort;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where new connections lead.</summary>
    public int ServerPort { get; set; }

    /// <summary>Where it is all stopped.</summary>
    public Stop? StopAt { get; init; }

    /// <summary>Where the line is cut.</summary>
    public ByteLimit? CutAt { get; init; }

    /// <summary>Ends when <see cref="StopAt"/> or <see cref="CutAt"/> is reached.</summary>
    public Task Reached => reached.Task;

    /// <summary>How many requests were made.</summary>
    public int Requests => counted?.Requests ?? 0;

    /// <summary>How many bytes went that way.</summary>
    public long Bytes(bool toServer) => counted?.Bytes(toServer) ?? 0;

    /// <summary>The same address, through here.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
    }.ConnectionString;

    /// <summary>Closes every connection at both ends; later ones get through.</summary>
    public void Cut()
    {
        foreach (var connection in connections)
        {
            connection.Close();
        }
    }

    /// <summary>Goes on after a stop: what was kept is passed on.</summary>
    public void Release() => counted?.Release();

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        Cut();
    }

    internal void Reach() => reached.TrySetResult();

    async Task AcceptAsync()
    {
        while (await TryAcceptAsync() is { } client)
        {
            var server = await TryConnectAsync();
            if (server is null)
            {
                client.Dispose();
                continue;
            }
            var connection = new ProxyConnection(this, client, server, isCounted: counted is null);
            counted ??= connection;
            connections.Add(connection);
            connection.Start();
        }
    }

    async Task<Socket?> TryAcceptAsync()
    {
        try
        {
            return await listener.AcceptSocketAsync();
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    // A server that is away looks the same from here as from its own port: nobody there.
    async Task<Socket?> TryConnectAsync()
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, ServerPort);
            return server;
        }
        catch (SocketException)
        {
            server.Dispose();
            return null;
        }
    }
}
