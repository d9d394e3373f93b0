namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE TYPE … AS ENUM</c></summary>
sealed record EnumType(ObjectId Id) : SchemaObject(Id)
{
    /// <summary>In their order.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 30;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [Property.Of("labels", Labels.Select(label => Literal.Of(label).ToString()))];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE TYPE {Id.Sql} AS ENUM ({Sql.Join(", ", Labels.Select(label => (Sql)$"{Literal.Of(label)}"))})"];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        if (from is not EnumType { Labels: var before })
        {
            return null;
        }
        return Labels.Where(before.Contains).SequenceEqual(before)
            ? Alteration.Of(Labels.Index().Where(label => !before.Contains(label.Item)).Select(label => Added(label.Index, before)))
            : TypeReplacement.Of(this, change, before.All(Labels.Contains) ? null : "the columns' values that it does not have");
    }

    // Behind the one before it, which is there already.
    Sql Added(int place, ImmutableArray<string> before) => place > 0
        ? (Sql)$"ALTER TYPE {Id.Sql} ADD VALUE {Literal.Of(Labels[place])} AFTER {Literal.Of(Labels[place - 1])}"
        : (Sql)$"ALTER TYPE {Id.Sql} ADD VALUE {Literal.Of(Labels[place])} BEFORE {Literal.Of(before[0])}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP TYPE {Id.Sql}";

    /// <summary>Reads <c>pg_enum</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_type WHERE oid >= {SchemaReader.FirstOfUsers} AND typtype = 'e'";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT type.tableoid, type.oid, 0, namespace.nspname, type.typname, pg_catalog.pg_get_userbyid(type.typowner), type.typacl::text, pg_catalog.acldefault('T', type.typowner)::text,
                (SELECT pg_catalog.json_agg(label.enumlabel ORDER BY label.enumsortorder) FROM pg_catalog.pg_enum label WHERE label.enumtypid = type.oid)::text
            FROM pg_catalog.pg_type type
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = type.typnamespace
            WHERE type.typtype = 'e' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"type.tableoid", $"type.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new EnumType(TypeName(row.Text(), row.Text())) { Owner = row.Text(), Grants = row.Grants(), Labels = row.Texts() };

        static ObjectId TypeName(string schema, string name) => new("type", schema, name);
    }
}
