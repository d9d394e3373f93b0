namespace Turnstone.Postgres.Tests.Crash;

/// <summary>How many bytes pass in one direction before the connection is gone.</summary>
public sealed record ByteLimit(bool ToServer, long Bytes)
{
    public override string ToString() => $"after {Bytes} bytes {(ToServer ? "to" : "from")} the server";
}
