namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE TYPE … (INPUT = …, OUTPUT = …)</c>: a type whose values functions read and write.</summary>
sealed record BaseType(ObjectId Id) : SchemaObject(Id)
{
    /// <summary>As CREATE TYPE has them: <c>INPUT = app.box_in</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Whether <c>type</c> is one, and no array of another.</summary>
    internal static Sql IsOne => $"type.typtype = 'b' AND type.typisdefined AND type.oid NOT IN (SELECT element.typarray FROM pg_catalog.pg_type element)";

    /// <inheritdoc/>
    public override int Rank => 30;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [.. base.Needs, ShellType.Named(Id)];

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [Property.Of("options", Options)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE TYPE {Id.Sql} (\n    {new Verbatim(string.Join(",\n    ", Options))}\n)"];

    /// <summary>With the functions that read and write its values, which it needs as they need it.</summary>
    public override Sql Drop => $"DROP TYPE {Id.Sql} CASCADE";

    /// <summary>Reads <c>pg_type</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_type type WHERE type.oid >= {SchemaReader.FirstOfUsers} AND {IsOne}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT type.tableoid, type.oid, 0, namespace.nspname, type.typname, pg_catalog.pg_get_userbyid(type.typowner), type.typacl::text, pg_catalog.acldefault('T', type.typowner)::text,
                pg_catalog.to_json(ARRAY[{Function("INPUT", "typinput")}, {Function("OUTPUT", "typoutput")}, {Function("RECEIVE", "typreceive")}, {Function("SEND", "typsend")},
                    {Function("TYPMOD_IN", "typmodin")}, {Function("TYPMOD_OUT", "typmodout")}, {Function("ANALYZE", "typanalyze")}, {Function("SUBSCRIPT", "typsubscript")},
                    'INTERNALLENGTH = ' || CASE WHEN type.typlen < 0 THEN 'VARIABLE' ELSE type.typlen::text END, CASE WHEN type.typbyval THEN 'PASSEDBYVALUE' END,
                    'ALIGNMENT = ' || CASE type.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END,
                    'STORAGE = ' || CASE type.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END,
                    'CATEGORY = ' || pg_catalog.quote_literal(type.typcategory::text), CASE WHEN type.typispreferred THEN 'PREFERRED = true' END, 'DEFAULT = ' || pg_catalog.quote_literal(type.typdefault),
                    CASE WHEN type.typelem <> 0 THEN 'ELEMENT = ' || pg_catalog.format_type(type.typelem, NULL) END, 'DELIMITER = ' || pg_catalog.quote_literal(type.typdelim::text),
                    CASE WHEN type.typcollation <> 0 THEN 'COLLATABLE = true' END])::text
            FROM pg_catalog.pg_type type
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = type.typnamespace
            WHERE {IsOne} AND {scope.HasSchema} AND {CatalogScope.IsOwn($"type.tableoid", $"type.oid")}
            """;

        static Sql Function(string option, string column) => $"'{new Verbatim(option)} = ' || nullif(type.{new Verbatim(column)}::text, '-')";

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) =>
            new BaseType(new ObjectId("type", row.Text(), row.Text())) { Owner = row.Text(), Grants = row.Grants(), Options = [.. row.Texts().Where(option => option is not null)] };
    }
}
