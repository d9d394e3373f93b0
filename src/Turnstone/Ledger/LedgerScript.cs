namespace Turnstone.Ledger;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The statements that make the ledger's own tables, or bring them to this release's version.</summary>
/// <param name="scripts">What makes each version out of the one before it; the first makes version 1.</param>
sealed class LedgerScript(Identifier schema, ImmutableArray<string> scripts)
{
    /// <summary>The scripts of this release, as resources of the assembly.</summary>
    static readonly ImmutableArray<string> Released = ["ledger.sql"];

    public LedgerScript(Identifier schema) : this(schema, [.. Released.Select(Resource)])
    {
    }

    /// <summary>The version that this release writes; an older one is upgraded, a newer one is never written.</summary>
    public int Current => scripts.Length;

    /// <summary>What brings the ledger from a version to this release's, in one transaction; from 0, in a schema that is there.</summary>
    public IEnumerable<Sql> From(int version) => [.. scripts[version..].SelectMany(Statements), Stamp(), OnlyOurs()];

    IEnumerable<Sql> Statements(string script) =>
        StatementReader.ReadAll(script.Replace("${schema}", schema.ToString(), StringComparison.Ordinal))
            .Select<StatementSlice, Sql>(statement => $"{new Verbatim(statement.Text)}");

    Sql Stamp() => $"""
        INSERT INTO {new QualifiedName(schema, new Identifier("ledger_version"))} (version, installed_by) VALUES ({Current}, {Literal.Of(RunOrigin.ToolVersionText)})
        """;

    // Default privileges may have granted the new tables to the application's roles; reading stays, writing does not.
    Sql OnlyOurs() => $"""
        DO $revoke$
        DECLARE granted record;
        BEGIN
            FOR granted IN
                SELECT DISTINCT c.oid::regclass AS relation, acl.grantee FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) acl
                WHERE c.relnamespace = pg_catalog.to_regnamespace({Literal.Of(schema.ToString())}) AND c.relkind = 'r' AND acl.grantee <> c.relowner
            LOOP
                EXECUTE pg_catalog.format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %s FROM %s', granted.relation,
                    CASE WHEN granted.grantee = 0 THEN 'PUBLIC' ELSE granted.grantee::regrole::text END);
            END LOOP;
        END
        $revoke$
        """;

    static string Resource(string name)
    {
        using var resource = typeof(LedgerScript).Assembly.GetManifestResourceStream(name)!;
        using var text = new StreamReader(resource);
        return text.ReadToEnd();
    }
}
