namespace Turnstone.Sessions;

using System.Net.Sockets;
using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>Opens a connection, trying again while the name does not resolve, the port refuses or the server is starting.</summary>
sealed class Connector(DatabaseAddress address, TimeSpan deadline, TimeProvider time)
{
    static readonly string PasswordFile = OperatingSystem.IsWindows() ? @"%APPDATA%\postgresql\pgpass.conf" : "~/.pgpass";

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async Task<NpgsqlConnection> OpenAsync(Action<ConnectionRetry> onRetry, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Min(pause * 2, LongestPause))
        {
            var connection = Create();
            try
            {
                await connection.OpenAsync(stop);
                return connection;
            }
            catch (Exception trouble) when (trouble is NpgsqlException or SocketException or TimeoutException)
            {
                await connection.DisposeAsync();
                var waited = time.GetElapsedTime(started);
                if (!MayPass(trouble))
                {
                    throw Refused(trouble);
                }
                if (deadline > TimeSpan.Zero && waited >= deadline)
                {
                    throw Unavailable(trouble);
                }
                // The last attempt is made when the deadline is reached, not a pause before.
                pause = deadline > TimeSpan.Zero ? Min(pause, deadline - waited) : pause;
                onRetry(new(address.ToString(), Reason(trouble), waited, deadline));
            }
            await Task.Delay(pause, time, stop);
        }
    }

    /// <summary>Opens a connection beside one that is there, without trying twice.</summary>
    /// <param name="application">What it is called in <c>pg_stat_activity</c>.</param>
    /// <exception cref="NpgsqlException">There is none to be had.</exception>
    public async Task<NpgsqlConnection> OpenOnceAsync(string application, CancellationToken stop)
    {
        var connection = Create(application);
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // The slim builder leaves out what a migration never reads, and with it most of the type mappings' code; no type is looked up
    // in the catalog, since everything read is text, numbers or booleans.
    NpgsqlConnection Create(string? application = null)
    {
        var source = new NpgsqlSlimDataSourceBuilder(address.ConnectionString.Reveal()).EnableTransportSecurity();
        source.ConnectionStringBuilder.ApplicationName = application ?? source.ConnectionStringBuilder.ApplicationName;
        // Which of a batch's statements failed is what a message is about.
        source.ConnectionStringBuilder.IncludeFailedBatchedCommand = true;
        // The rows of a COPY take as long as they take; everything else says so itself.
        source.ConnectionStringBuilder.CommandTimeout = 0;
        if (deadline > TimeSpan.Zero)
        {
            // A host that swallows packets answers nothing at all: one attempt must not outlast the deadline of all.
            source.ConnectionStringBuilder.Timeout = Math.Clamp((int)Math.Ceiling(deadline.TotalSeconds), 1, source.ConnectionStringBuilder.Timeout);
        }
        source.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return source.Build().CreateConnection();
    }

    static bool MayPass(Exception trouble) => trouble switch
    {
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } => true,
        PostgresException => false,
        SocketException or TimeoutException => true,
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } => true,
        _ => false,
    };

    static string Reason(Exception trouble) => trouble switch
    {
        PostgresException server => server.MessageText,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            "the host's name does not resolve",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            "the host's name does not resolve",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "nothing listens on that port",
        { InnerException: SocketException socket } => socket.Message,
        { InnerException: TimeoutException } or TimeoutException => "no answer",
        _ => trouble.Message,
    };

    FailureException Unavailable(Exception trouble) => FailureException.Unavailable(
        "server-unavailable", $"Could not connect to {address} ({address.Source}) within {deadline.TotalSeconds:0.#} s: {Reason(trouble)}.",
        "Nothing was changed.\nCheck host and port, and that the server runs; 'settings: { connect_deadline: … }' says how long to try.", trouble);

    FailureException Refused(Exception trouble)
    {
        var (message, help) = trouble switch
        {
            PostgresException { SqlState: "28P01" or "28000" } server =>
                ($"{server.MessageText} (SQLSTATE {server.SqlState}).", $"Check user and password where they come from: {address.Source}."),
            PostgresException { SqlState: "3D000" } server =>
                ($"{server.MessageText} (SQLSTATE 3D000).", "Create the database, or correct its name in the address."),
            PostgresException { SqlState: "42501" } server =>
                ($"{server.MessageText} (SQLSTATE 42501).", $"As the database's owner: GRANT CONNECT ON DATABASE {new Identifier(address.Database)} TO {new Identifier(address.Username)};"),
            PostgresException server => ($"{server.MessageText} (SQLSTATE {server.SqlState}).", "Correct what the server complains about, then try again."),
            _ when trouble.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
                ("The server asks for a password and none was given.", $"Give one with the address ({address.Source}), in PGPASSWORD or in {PasswordFile}."),
            _ => ($"{trouble.Message}{(trouble.InnerException is { } inner ? $" ({inner.Message})" : "")}", "Check the address and its TLS settings."),
        };
        return new(FailureKind.Refused, Diagnostic.Error(
            "connection-refused", $"{address} ({address.Source}) refused the connection: {message}", help: $"Nothing was changed.\n{help}"), trouble);
    }

    static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
