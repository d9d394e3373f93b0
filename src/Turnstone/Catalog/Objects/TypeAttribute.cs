namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A part of a composite type's values.</summary>
sealed record TypeAttribute(ObjectId Id, string Type, int Number) : SchemaObject(Id)
{
    public const string Kind = "attribute";

    /// <summary>Where it is not its type's.</summary>
    public string? Collation { get; init; }

    /// <inheritdoc/>
    public override int Rank => 30;

    /// <inheritdoc/>
    public override Sql Mention => $"COLUMN {Id.Of!.Sql}.{new PlainName(Id.Name)}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("type", Type), new("collation", Collation)];

    /// <summary>As it stands in CREATE TYPE.</summary>
    public Sql Definition => $"{new PlainName(Id.Name)} {new Verbatim(Type)}{When(" COLLATE ", Collation)}";

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"ALTER TYPE {Id.Of!.Sql} ADD ATTRIBUTE {Definition}"];

    /// <inheritdoc/>
    public override Sql Drop => $"ALTER TYPE {Id.Of!.Sql} DROP ATTRIBUTE {new PlainName(Id.Name)}";

    /// <inheritdoc/>
    public override string? Loses => "what columns of the type hold of it";

    /// <summary>The server does not alter what columns hold; there it goes and comes again.</summary>
    public override Alteration? Alter(SchemaObject from, Change change) => change.From.DependentsOf(Id.Of!).Any(id => change.From.Objects[id] is Column)
        ? null
        : new([$"ALTER TYPE {Id.Of!.Sql} ALTER ATTRIBUTE {new PlainName(Id.Name)} TYPE {new Verbatim(Type)}{When(" COLLATE ", Collation)}"], Displaces: true);

    /// <summary>Reads <c>pg_attribute</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_class WHERE oid >= {SchemaReader.FirstOfUsers} AND relkind = 'c'";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, part.attnum::integer, namespace.nspname, relation.relname, part.attname, pg_catalog.format_type(part.atttypid, part.atttypmod), part.attnum::bigint,
                CASE WHEN part.attcollation <> type.typcollation THEN part.attcollation::pg_catalog.regcollation::text END
            FROM pg_catalog.pg_attribute part
            JOIN pg_catalog.pg_class relation ON relation.oid = part.attrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            JOIN pg_catalog.pg_type type ON type.oid = part.atttypid
            WHERE part.attnum > 0 AND NOT part.attisdropped AND relation.relkind = 'c' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"'pg_catalog.pg_type'", $"relation.reltype")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var whole = new ObjectId("type", row.Text(), row.Text());
            return new TypeAttribute(new(Kind, whole.Schema, row.Text()) { Of = whole }, row.Text(), (int)row.Number()) { Collation = row.OptionalText() };
        }
    }
}
