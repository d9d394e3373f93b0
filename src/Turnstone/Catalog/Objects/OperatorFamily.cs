namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE OPERATOR FAMILY</c>, with what was added to it and belongs to none of its classes.</summary>
sealed record OperatorFamily(ObjectId Id, string Method) : SchemaObject(Id)
{
    public const string Kind = "operator family";

    public ImmutableArray<OperatorItem> Items { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 48;

    /// <inheritdoc/>
    public override Sql Mention => $"OPERATOR FAMILY {(Id with { Signature = null }).Sql} USING {new PlainName(Method)}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("method", Method), Property.Of("items", Items.Select(item => item.ToString()))];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {Mention}", Added(Items)];

    Sql Added(ImmutableArray<OperatorItem> items) => items.IsEmpty ? Sql.Empty : $"ALTER {Mention} ADD\n    {Sql.Join(",\n    ", items.Select(item => item.Sql))}";

    Sql Removed(ImmutableArray<OperatorItem> items) => items.IsEmpty ? Sql.Empty : $"ALTER {Mention} DROP\n    {Sql.Join(",\n    ", items.Select(item => item.Dropped))}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = ((OperatorFamily)from).Items;
        return Alteration.Of([Removed([.. before.Except(Items)]), Added([.. Items.Except(before)])]);
    }

    /// <summary>Reads <c>pg_opfamily</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_opfamily WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, namespace.nspname, made.opfname, method.amname, pg_catalog.pg_get_userbyid(made.opfowner), {OperatorItem.ListOf("pg_opfamily")}
            FROM pg_catalog.pg_opfamily made
            JOIN pg_catalog.pg_am method ON method.oid = made.opfmethod
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = made.opfnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var (schema, name, method) = (row.Text(), row.Text(), row.Text());
            return new OperatorFamily(new(Kind, schema, name) { Signature = method }, method) { Owner = row.Text(), Items = OperatorItem.Read(row) };
        }
    }
}
