namespace Turnstone.Configuration;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>A database to connect to: all that Npgsql needs, printable without its password.</summary>
public sealed record DatabaseAddress
{
    /// <summary>An Npgsql connection string with every setting of ours in it.</summary>
    public required Secret ConnectionString { get; init; }

    /// <summary>Its password alone, for whoever masks output; none where a password file or the server's trust gives it.</summary>
    public Secret? Password { get; init; }

    /// <summary>Every server named, in the order they are tried; usually one.</summary>
    public required ImmutableArray<DatabaseHost> Hosts { get; init; }

    public required string Database { get; init; }

    public required string Username { get; init; }

    /// <summary>Who named it: <c>--url</c>, <c>environment local (env:DATABASE_URL)</c>, <c>DATABASE_URL</c>, <c>PGHOST</c>, …</summary>
    public required string Source { get; init; }

    /// <summary>The environment of <c>turnstone.yaml</c> that it belongs to, where <c>--env</c> chose one.</summary>
    public string? Environment { get; init; }

    public string Host => Hosts[0].Name;

    public int Port => Hosts[0].Port;

    public override string ToString() => $"{Username}@{string.Join(',', Hosts)}/{Database}";
}
