namespace Turnstone.Catalog;

using Turnstone.Configuration;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Which objects are read: those of a project's schemas, but not the server's, an extension's, a session's or the ledger's.</summary>
sealed record CatalogScope(SchemaScope Schemas, string LedgerSchema, PgVersion Version)
{
    /// <summary>Whether the schema <c>public</c> is read, where there is one.</summary>
    public bool IsPublicRead => (Schemas.Include.IsEmpty || Schemas.Include.Contains("public")) && !Schemas.Exclude.Contains("public");

    /// <summary>Whether the schema <c>namespace</c> is read.</summary>
    public Sql HasSchema => $"""
        NOT pg_catalog.starts_with(namespace.nspname::text, 'pg_') AND namespace.nspname <> 'information_schema' AND namespace.nspname <> {Literal.Of(LedgerSchema)}{Included}{Excluded}
        """;

    /// <summary>Whether an extension has relations of its own; each query looks for them, and most databases have none.</summary>
    public bool HasExtensionRelations { get; init; } = true;

    /// <summary>What a query says of that.</summary>
    public static Sql AnyExtensionRelation => $"EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objid >= {SchemaReader.FirstOfUsers} AND deptype = 'e')";

    /// <summary>Whether no extension has <c>relation</c>.</summary>
    public Sql IsOwnRelation => HasExtensionRelations ? IsOwn($"relation.tableoid", $"relation.oid") : $"true";

    /// <summary>Whether no extension has the object of that catalog and number, and none made it while it was created.</summary>
    public static Sql IsOwn(Sql catalog, Sql oid) => $"""
        NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = {catalog}::pg_catalog.regclass AND objid = {oid} AND deptype = 'e')
        """;

    Sql Included => Schemas.Include.IsEmpty ? Sql.Empty : $" AND namespace.nspname IN ({Names(Schemas.Include)})";

    Sql Excluded => Schemas.Exclude.IsEmpty ? Sql.Empty : $" AND namespace.nspname NOT IN ({Names(Schemas.Exclude)})";

    static Sql Names(IEnumerable<string> names) => names.Select(name => (Sql)$"{Literal.Of(name)}").Aggregate((all, name) => $"{all}, {name}");
}
