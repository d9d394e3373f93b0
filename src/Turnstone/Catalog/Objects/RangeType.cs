namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE TYPE … AS RANGE</c>, with its multirange type.</summary>
sealed record RangeType(ObjectId Id) : SchemaObject(Id)
{
    /// <summary>As CREATE TYPE has them: <c>SUBTYPE = integer</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    bool HasCanonical => Options.Any(option => option.StartsWith("CANONICAL", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int Rank => 30;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [.. base.Needs, ShellType.Named(Id)];

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [Property.Of("options", Options)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE TYPE {Id.Sql} AS RANGE (\n    {new Verbatim(string.Join(",\n    ", Options))}\n)"];

    /// <summary>With the function that brings its values into one form, which needs it as well.</summary>
    public override Sql Drop => $"DROP TYPE {Id.Sql}{When(HasCanonical, " CASCADE")}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) =>
        from is RangeType { HasCanonical: false } && !HasCanonical ? TypeReplacement.ThroughText(this, change, "what the new type cannot hold") : null;

    /// <summary>Reads <c>pg_range</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_range WHERE rngtypid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT type.tableoid, type.oid, 0, namespace.nspname, type.typname, pg_catalog.pg_get_userbyid(type.typowner), type.typacl::text, pg_catalog.acldefault('T', type.typowner)::text,
                pg_catalog.to_json(ARRAY['SUBTYPE = ' || pg_catalog.format_type(made.rngsubtype, NULL),
                    CASE WHEN NOT sorted.opcdefault THEN 'SUBTYPE_OPCLASS = ' || pg_catalog.quote_ident(above.nspname) || '.' || pg_catalog.quote_ident(sorted.opcname) END,
                    CASE WHEN made.rngcollation <> subtype.typcollation THEN 'COLLATION = ' || made.rngcollation::pg_catalog.regcollation END,
                    'CANONICAL = ' || nullif(made.rngcanonical::text, '-'), 'SUBTYPE_DIFF = ' || nullif(made.rngsubdiff::text, '-'),
                    'MULTIRANGE_TYPE_NAME = ' || pg_catalog.format_type(made.rngmultitypid, NULL)])::text
            FROM pg_catalog.pg_range made
            JOIN pg_catalog.pg_type type ON type.oid = made.rngtypid
            JOIN pg_catalog.pg_type subtype ON subtype.oid = made.rngsubtype
            JOIN pg_catalog.pg_opclass sorted ON sorted.oid = made.rngsubopc
            JOIN pg_catalog.pg_namespace above ON above.oid = sorted.opcnamespace
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = type.typnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"type.tableoid", $"type.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) =>
            new RangeType(new ObjectId("type", row.Text(), row.Text())) { Owner = row.Text(), Grants = row.Grants(), Options = [.. row.Texts().Where(option => option is not null)] };
    }
}
