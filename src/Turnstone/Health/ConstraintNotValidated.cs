namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Constraints that hold for new rows only: the rows from before them were never looked at.</summary>
sealed record ConstraintNotValidated : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope)
    {
        // What is not enforced is never valid either, and means to be so.
        Sql enforced = scope.Version >= PgVersion.V18 ? (Sql)$"AND added.conenforced" : (Sql)$"";
        return $"""
            SELECT namespace.nspname::text, coalesce(relation.relname, domain.typname)::text, added.conname::text, domain.oid IS NOT NULL,
                pg_catalog.quote_ident(namespace.nspname) || '.' || pg_catalog.quote_ident(coalesce(relation.relname, domain.typname)),
                CASE added.contype WHEN 'f' THEN 'FOREIGN KEY' WHEN 'n' THEN 'NOT NULL' ELSE 'CHECK' END
            FROM pg_catalog.pg_constraint added
            LEFT JOIN pg_catalog.pg_class relation ON relation.oid = added.conrelid
            LEFT JOIN pg_catalog.pg_type domain ON domain.oid = added.contypid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = coalesce(relation.relnamespace, domain.typnamespace)
            WHERE NOT added.convalidated {enforced} AND added.contype IN ('c', 'f', 'n') AND added.conparentid = 0 AND added.coninhcount = 0
                AND coalesce(relation.relkind, 'r') <> 'f' AND {scope.OwnSchema} AND {HealthScope.OwnRelation}
            ORDER BY 1, 2, 3 LIMIT {HealthScope.Most}
            """;
    }

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row)
    {
        var (owner, name) = (new QualifiedName(row.GetString(0), row.GetString(1)), new Identifier(row.GetString(2)));
        Sql what = row.GetBoolean(3) ? (Sql)$"DOMAIN" : (Sql)$"TABLE";
        return Problem.Repairable("constraint-not-validated", row.GetString(4), Severity.Warning,
            $"The {row.GetString(5)} constraint {name} is NOT VALID: it holds for new rows, those from before it were never checked.",
            new($"ALTER {what}", $"ALTER {what} {owner} VALIDATE CONSTRAINT {name}", Transaction: true));
    }
}
