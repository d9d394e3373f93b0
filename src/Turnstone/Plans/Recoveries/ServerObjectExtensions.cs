namespace Turnstone.Plans.Recoveries;

using Turnstone.Text;

/// <summary>Where each kind of server object is found by its name.</summary>
static class ServerObjectExtensions
{
    /// <summary>A query for its number, which ends in a condition.</summary>
    public static Sql Oid(this ServerObject kind, string name) => kind switch
    {
        ServerObject.Database => $"SELECT oid FROM pg_catalog.pg_database WHERE datname = {Literal.Of(name)}",
        ServerObject.Tablespace => $"SELECT oid FROM pg_catalog.pg_tablespace WHERE spcname = {Literal.Of(name)}",
        _ => $"""
            SELECT oid FROM pg_catalog.pg_subscription WHERE subname = {Literal.Of(name)}
                AND subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            """,
    };
}
