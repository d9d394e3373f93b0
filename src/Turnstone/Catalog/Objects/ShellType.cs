namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary>The name of a type that is still to be made: what reads and writes the type's values has to be there before it, and needs the name.</summary>
/// <remarks>PostgreSQL manual, CREATE TYPE: shell types</remarks>
sealed record ShellType(ObjectId Id) : SchemaObject(Id)
{
    /// <summary>Where a dependency's column stands if only the name is needed.</summary>
    public const int Column = -1;

    public static ObjectId Named(ObjectId type) => new("shell type", type.Schema, type.Name);

    /// <inheritdoc/>
    public override int Rank => 29;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE TYPE {Id.Sql}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP TYPE {Id.Sql}";

    /// <summary>The type itself takes it along.</summary>
    public override IEnumerable<ObjectId> GoesWith(Change change) => change.From.DependentsOf(Id).Where(id => change.From.Objects[id] is BaseType or RangeType);

    /// <summary>Reads <c>pg_type</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_type type WHERE type.oid >= {SchemaReader.FirstOfUsers} AND (NOT type.typisdefined OR {BaseType.IsOne} OR type.typtype = 'r')";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT type.tableoid, type.oid, {Column}, namespace.nspname, type.typname
            FROM pg_catalog.pg_type type
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = type.typnamespace
            WHERE (NOT type.typisdefined OR {BaseType.IsOne} OR EXISTS (SELECT FROM pg_catalog.pg_range made WHERE made.rngtypid = type.oid AND made.rngcanonical <> 0))
                AND {scope.HasSchema} AND {CatalogScope.IsOwn($"type.tableoid", $"type.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new ShellType(Named(new("type", row.Text(), row.Text())));
    }
}
