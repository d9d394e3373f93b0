namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE OPERATOR CLASS</c></summary>
/// <param name="Method">The kind of index that it is for.</param>
/// <param name="Type">What such an index holds.</param>
/// <param name="Family">With its schema.</param>
sealed record OperatorClass(ObjectId Id, string Method, string Type, string Family) : SchemaObject(Id)
{
    public const string Kind = "operator class";

    public bool IsDefault { get; init; }

    /// <summary>As what the index keeps it, where it is another type.</summary>
    public string? Storage { get; init; }

    public ImmutableArray<OperatorItem> Items { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 48;

    /// <inheritdoc/>
    public override Sql Mention => $"OPERATOR CLASS {(Id with { Signature = null }).Sql} USING {new PlainName(Method)}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("method", Method), new("type", Type), new("family", Family), Property.Of("default", IsDefault), new("storage", Storage), Property.Of("items", Items.Select(item => item.ToString())),
    ];

    // A class needs something in it; that it keeps its own type goes without saying.
    IEnumerable<Sql> Contents => Storage is null && !Items.IsEmpty ? Items.Select(item => item.Sql) : [.. Items.Select(item => item.Sql), $"STORAGE {new Verbatim(Storage ?? Type)}"];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE OPERATOR CLASS {(Id with { Signature = null }).Sql}{When(IsDefault, " DEFAULT")} FOR TYPE {new Verbatim(Type)} USING {new PlainName(Method)} FAMILY {new Verbatim(Family)} AS\n    {Sql.Join(",\n    ", Contents)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_opclass</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_opclass WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, namespace.nspname, made.opcname, method.amname, pg_catalog.format_type(made.opcintype, NULL),
                pg_catalog.quote_ident(above.nspname) || '.' || pg_catalog.quote_ident(family.opfname), pg_catalog.pg_get_userbyid(made.opcowner), made.opcdefault,
                CASE WHEN made.opckeytype NOT IN (0, made.opcintype) THEN pg_catalog.format_type(made.opckeytype, NULL) END, {OperatorItem.ListOf("pg_opclass")}
            FROM pg_catalog.pg_opclass made
            JOIN pg_catalog.pg_am method ON method.oid = made.opcmethod
            JOIN pg_catalog.pg_opfamily family ON family.oid = made.opcfamily
            JOIN pg_catalog.pg_namespace above ON above.oid = family.opfnamespace
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = made.opcnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var (schema, name, method) = (row.Text(), row.Text(), row.Text());
            return new OperatorClass(new(Kind, schema, name) { Signature = method }, method, row.Text(), row.Text())
            {
                Owner = row.Text(),
                IsDefault = row.Flag(),
                Storage = row.OptionalText(),
                Items = OperatorItem.Read(row),
            };
        }
    }
}
