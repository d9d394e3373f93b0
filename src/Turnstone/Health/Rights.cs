namespace Turnstone.Health;

using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What a run's role has to be allowed: writing the ledger, or making it, and creating in the schema where things go.</summary>
sealed class Rights(Session session, string ledgerSchema, string? firstSchema)
{
    const string Name = "rights";

    readonly Identifier ledger = new(ledgerSchema);

    Identifier Us => new(session.Server.User);

    public async Task<Precondition> ReadAsync(CancellationToken stop)
    {
        Sql entry = $"pg_catalog.to_regclass({Literal.Of($"{ledger}.entry")})", fence = $"pg_catalog.to_regclass({Literal.Of($"{ledger}.fence")})",
            content = $"pg_catalog.to_regclass({Literal.Of($"{ledger}.content")})", own = $"pg_catalog.to_regnamespace({Literal.Of(ledger.ToString())})";
        Sql place = firstSchema is null ? (Sql)$"pg_catalog.current_schema()" : (Sql)$"{Literal.Of(firstSchema)}";
        var (hasLedger, writes, hasSchema, mayMake, schema, creates) = (await session.QueryAsync($"""
            SELECT {entry} IS NOT NULL,
                coalesce(pg_catalog.has_table_privilege({entry}, 'SELECT') AND pg_catalog.has_table_privilege({entry}, 'INSERT')
                    AND pg_catalog.has_table_privilege({content}, 'SELECT') AND pg_catalog.has_table_privilege({content}, 'INSERT')
                    AND pg_catalog.has_table_privilege({fence}, 'SELECT') AND pg_catalog.has_table_privilege({fence}, 'INSERT') AND pg_catalog.has_table_privilege({fence}, 'UPDATE'), false),
                {own} IS NOT NULL,
                CASE WHEN {own} IS NULL THEN pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
                    ELSE pg_catalog.has_schema_privilege({own}, 'CREATE') AND pg_catalog.has_schema_privilege({own}, 'USAGE') END,
                {place}::text, coalesce(pg_catalog.has_schema_privilege(namespace.oid, 'CREATE'), pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'))
            FROM (VALUES (1)) one LEFT JOIN pg_catalog.pg_namespace namespace ON namespace.nspname = {place}
            """, row => (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetBoolean(5)), stop))[0];
        return (hasLedger, writes, mayMake) switch
        {
            (true, false, _) => Refused($"{session.Server.User} may not write the ledger in schema {ledger}.",
                $"As its owner: GRANT USAGE ON SCHEMA {ledger} TO {Us}; GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {ledger} TO {Us}; GRANT UPDATE ON {ledger}.fence, {ledger}.claim TO {Us};"),
            (false, _, false) => Refused($"{session.Server.User} may not create the ledger in {session.Server.Database}.", hasSchema
                ? $"As the owner of schema {ledger}: GRANT USAGE, CREATE ON SCHEMA {ledger} TO {Us};"
                : $"As the database's owner: CREATE SCHEMA {ledger} AUTHORIZATION {Us};"),
            _ when !creates && schema is not null => Precondition.Warning(Name, $"{session.Server.User} may not create anything in schema {new Identifier(schema)}, where new objects go.",
                $"As the schema's owner: GRANT CREATE ON SCHEMA {new Identifier(schema)} TO {Us};"),
            _ => Precondition.Ok(Name, $"{session.Server.User} may {(hasLedger ? "write" : "create")} the ledger{(schema is null ? "" : $", and create in schema {new Identifier(schema)}")}."),
        };
    }

    static Precondition Refused(string message, string help) => Precondition.Failed(Name, FailureKind.Refused, message, help);
}
