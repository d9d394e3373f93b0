namespace Turnstone.Servers;

using Npgsql;
using Turnstone.Text;

/// <summary>How to reach a private server: its loopback port and its superuser's password.</summary>
public sealed record ServerAddress(int Port, Secret Password)
{
    /// <summary>The role that owns the server.</summary>
    public static string Username => ClusterTemplate.Superuser;

    const string Host = "127.0.0.1";

    /// <summary>An Npgsql connection string for one of its databases, without pooling. It holds the password.</summary>
    public string ConnectionString(string database) => ConnectionString(database, Username);

    /// <summary>The same for a role that has the superuser's password.</summary>
    internal string ConnectionString(string database, string role) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Database = database,
        Username = role,
        Password = Password.Reveal(),
        Pooling = false,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>The URL of one of its databases, as libpq reads it. It holds the password.</summary>
    public Uri Uri(string database) =>
        new($"postgresql://{ClusterTemplate.Superuser}:{Password.Reveal()}@{Host}:{Port}/{System.Uri.EscapeDataString(database)}");
}
