namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE CAST</c>; its name are its two types.</summary>
/// <param name="How">With what it is done, and where it is done unasked.</param>
sealed record Cast(ObjectId Id, string How) : SchemaObject(Id)
{
    public const string Kind = "cast";

    /// <inheritdoc/>
    public override int Rank => 49;

    /// <inheritdoc/>
    public override Sql Mention => $"CAST ({Id.Sql})";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("how", How)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {Mention} {new Verbatim(How)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_cast</c>; a cast is in the schemas of its types and of its function.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_cast WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, pg_catalog.format_type(made.castsource, NULL) || ' AS ' || pg_catalog.format_type(made.casttarget, NULL),
                CASE made.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT' ELSE 'WITH FUNCTION ' || made.castfunc::pg_catalog.regprocedure END
                    || CASE made.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END
            FROM pg_catalog.pg_cast made
            JOIN pg_catalog.pg_type source ON source.oid = made.castsource
            JOIN pg_catalog.pg_type target ON target.oid = made.casttarget
            LEFT JOIN pg_catalog.pg_proc done ON done.oid = made.castfunc
            WHERE made.oid >= {SchemaReader.FirstOfUsers} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = made.tableoid AND objid = made.oid AND deptype = 'i')
                AND (EXISTS (SELECT FROM pg_catalog.pg_namespace namespace WHERE namespace.oid IN (source.typnamespace, target.typnamespace, done.pronamespace) AND {scope.HasSchema})
                    OR source.typnamespace = target.typnamespace AND source.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND coalesce(done.pronamespace, source.typnamespace) = source.typnamespace)
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Cast(new(Kind, null, row.Text()), row.Text());
    }
}
