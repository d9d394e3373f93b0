namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE EXTENSION</c>; what it made is its own.</summary>
sealed record Extension(ObjectId Id, string InSchema, string Version) : SchemaObject(Id)
{
    public const string Kind = "extension";

    /// <inheritdoc/>
    public override int Rank => 20;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Namespace.Named(InSchema)];

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("schema", InSchema), new("version", Version, Concern.Cosmetic)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE EXTENSION {Id.Sql} WITH SCHEMA {new PlainName(InSchema)}"];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Extension)from;
        return Alteration.Of(
        [
            before.InSchema == InSchema ? Sql.Empty : $"ALTER EXTENSION {Id.Sql} SET SCHEMA {new PlainName(InSchema)}",
            before.Version == Version ? Sql.Empty : $"ALTER EXTENSION {Id.Sql} UPDATE TO {Literal.Of(Version)}",
        ]);
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP EXTENSION {Id.Sql}";

    /// <summary>Reads <c>pg_extension</c>; PL/pgSQL is there in every database.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT extension.tableoid, extension.oid, 0, extension.extname, namespace.nspname, extension.extversion
            FROM pg_catalog.pg_extension extension JOIN pg_catalog.pg_namespace namespace ON namespace.oid = extension.extnamespace
            WHERE extension.oid >= {SchemaReader.FirstOfUsers}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Extension(new(Kind, null, row.Text()), row.Text(), row.Text());
    }
}
