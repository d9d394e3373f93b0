namespace Turnstone.Plans.Recoveries;

using Turnstone.Text;

/// <summary>A database that is moved to another tablespace: moving it again does no harm.</summary>
/// <remarks>A server that goes down while it copies leaves the copy in the tablespace for good, and refuses the database there from then on: <c>movedb</c> of
/// <c>src/backend/commands/dbcommands.c</c> only looks whether there is anything. No statement takes it away.</remarks>
public sealed record DatabaseMove(string Database, string Tablespace) : Recovery
{
    const string ObjectNotInPrerequisiteState = "55000";

    internal override Sql? ByHand(string sqlState) => sqlState != ObjectNotInPrerequisiteState ? null : (Sql)$"""
        SELECT pg_catalog.format('Move the tables and indexes of %I out of %I; where none were put there, the server went down while it copied: delete the folder %s/%s on the server',
            datname, spcname, CASE folder WHEN '' THEN 'base' ELSE folder || '/PG_' || pg_catalog.current_setting('server_version_num')::int / 10000 || '_' || catalog_version_no END, d.oid)
        FROM pg_catalog.pg_database AS d, pg_catalog.pg_tablespace AS t, pg_catalog.pg_tablespace_location(t.oid) AS folder, pg_catalog.pg_control_system()
        WHERE datname = {Literal.Of(Database)} AND spcname = {Literal.Of(Tablespace)}
        """;
}
