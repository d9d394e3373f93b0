namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE VIEW</c> and <c>CREATE MATERIALIZED VIEW</c></summary>
/// <param name="Query">Without the semicolon, in the form that all versions share.</param>
sealed record View(ObjectId Id, string Query) : SchemaObject(Id)
{
    public const string Kind = "view", Materialized = "materialized view";

    /// <summary>Its columns in order, each with type and collation; they follow from the query.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary><c>security_invoker=true</c>, <c>check_option=local</c>; a materialized one's storage parameters.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>None of a materialized one that keeps its rows as every table does.</summary>
    public string? AccessMethod { get; init; }

    public string? Tablespace { get; init; }

    bool IsMaterialized => Id.Kind == Materialized;

    /// <inheritdoc/>
    public override int Rank => 70;

    /// <inheritdoc/>
    public override Sql Grantable => $"TABLE {Id.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("query", Query), Property.Of("options", Options, IsMaterialized ? Concern.Cosmetic : Concern.Security), new("access method", AccessMethod, Concern.Cosmetic),
        new("tablespace", Tablespace, Concern.Cosmetic),
    ];

    /// <summary>A materialized one stays empty: whoever makes it says when it is filled.</summary>
    public override IEnumerable<Sql> Create(Schema schema) => [Making(orReplace: false)];

    Sql Making(bool orReplace) =>
        $"CREATE {When(orReplace, "OR REPLACE ")}{Mention}{When(" USING ", AccessMethod)}{StorageOptions.With(Options)}{When(" TABLESPACE ", Tablespace)} AS\n{new Verbatim(Query)}{When(IsMaterialized, "\nWITH NO DATA")}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <inheritdoc/>
    public override string? Loses => IsMaterialized ? "its rows, until it is refreshed" : null;

    /// <summary>A view may become any query that gives the same columns and perhaps more behind them (PostgreSQL manual, CREATE VIEW).</summary>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (View)from;
        return before.Query == Query ? Alteration.Of(Settings(before))
            : !IsMaterialized && Columns.Take(before.Columns.Length).SequenceEqual(before.Columns) ? Alteration.Of([Making(orReplace: true)])
            : null;
    }

    IEnumerable<Sql> Settings(View before) =>
    [
        .. StorageOptions.Between($"ALTER {Mention}", before.Options, Options),
        before.AccessMethod == AccessMethod ? Sql.Empty : $"ALTER {Mention} SET ACCESS METHOD {new Verbatim(AccessMethod ?? "heap")}",
        before.Tablespace == Tablespace ? Sql.Empty : $"ALTER {Mention} SET TABLESPACE {new Verbatim(Tablespace ?? "pg_default")}",
    ];

    /// <summary>Reads <c>pg_class</c> and the views' rules.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_class WHERE oid >= {SchemaReader.FirstOfUsers} AND relkind IN ('v', 'm')";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT relation.tableoid, relation.oid, 0, relation.relkind::text, namespace.nspname, relation.relname, pg_catalog.pg_get_viewdef(relation.oid), pg_catalog.pg_get_userbyid(relation.relowner),
                relation.relacl::text, pg_catalog.acldefault('r', relation.relowner)::text, pg_catalog.to_json(relation.reloptions)::text, space.spcname,
                CASE WHEN method.amname <> 'heap' THEN pg_catalog.quote_ident(method.amname) END,
                (SELECT pg_catalog.json_agg(pg_catalog.quote_ident(part.attname) || ' ' || pg_catalog.format_type(part.atttypid, part.atttypmod) || ' ' || part.attcollation::pg_catalog.regcollation ORDER BY part.attnum)
                    FROM pg_catalog.pg_attribute part WHERE part.attrelid = relation.oid AND part.attnum > 0 AND NOT part.attisdropped)::text
            FROM pg_catalog.pg_class relation
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            LEFT JOIN pg_catalog.pg_am method ON method.oid = relation.relam
            LEFT JOIN pg_catalog.pg_tablespace space ON space.oid = relation.reltablespace
            WHERE relation.relkind IN ('v', 'm') AND relation.relpersistence <> 't' AND {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new View(new(row.Letter() == 'm' ? Materialized : Kind, row.Text(), row.Text()), QueryText.Of(row.Text()))
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Options = row.Texts(),
            Tablespace = row.OptionalText(),
            AccessMethod = row.OptionalText(),
            Columns = row.Texts(),
        };
    }
}
