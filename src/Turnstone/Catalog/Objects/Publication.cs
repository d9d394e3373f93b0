namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE PUBLICATION</c>: what subscribers are told.</summary>
sealed record Publication(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "publication";

    public bool IsForAllTables { get; init; }

    /// <summary>The statements that are told: <c>insert</c>, <c>update</c>, …</summary>
    public ImmutableArray<string> Operations { get; init; } = [];

    /// <summary>Whether a partition's rows are told as the partitioned table's.</summary>
    public bool IsViaRoot { get; init; }

    /// <summary>Which generated columns are told: <c>stored</c>; none where none is, as before PostgreSQL 18.</summary>
    public string? GeneratedColumns { get; init; }

    public static ObjectId Named(string name) => new(Kind, null, name);

    /// <inheritdoc/>
    public override int Rank => 90;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        Property.Of("for all tables", IsForAllTables, Concern.Security), Property.Of("publish", Operations), Property.Of("via partition root", IsViaRoot), new("generated columns", GeneratedColumns),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        Sql root = IsViaRoot ? $", publish_via_partition_root = true" : Sql.Empty, generated = GeneratedColumns is null ? Sql.Empty : $", publish_generated_columns = {new Verbatim(GeneratedColumns)}";
        return [$"CREATE {Mention}{When(IsForAllTables, " FOR ALL TABLES")} WITH (publish = {Published}{root}{generated})"];
    }

    Literal Published => Literal.Of(string.Join(", ", Operations));

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Publication)from;
        return before.IsForAllTables != IsForAllTables ? null : Alteration.Of(
        [
            before.Operations.SequenceEqual(Operations) ? Sql.Empty : $"ALTER {Mention} SET (publish = {Published})",
            before.IsViaRoot == IsViaRoot ? Sql.Empty : $"ALTER {Mention} SET (publish_via_partition_root = {Literal.Of(IsViaRoot)})",
            before.GeneratedColumns == GeneratedColumns ? Sql.Empty : $"ALTER {Mention} SET (publish_generated_columns = {new Verbatim(GeneratedColumns ?? "none")})",
        ]);
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_publication</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_publication";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT publication.tableoid, publication.oid, 0, publication.pubname, pg_catalog.pg_get_userbyid(publication.pubowner), publication.puballtables,
                pg_catalog.to_json(pg_catalog.array_remove(ARRAY[CASE WHEN publication.pubinsert THEN 'insert' END, CASE WHEN publication.pubupdate THEN 'update' END,
                    CASE WHEN publication.pubdelete THEN 'delete' END, CASE WHEN publication.pubtruncate THEN 'truncate' END], NULL))::text,
                publication.pubviaroot, {Generated(scope.Version)}
            FROM pg_catalog.pg_publication publication
            WHERE {CatalogScope.IsOwn($"publication.tableoid", $"publication.oid")}
            """;

        static Sql Generated(PgVersion version) => version >= PgVersion.V18 ? $"CASE publication.pubgencols WHEN 's' THEN 'stored' END" : (Sql)$"NULL::text";

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Publication(Named(row.Text()))
        {
            Owner = row.Text(),
            IsForAllTables = row.Flag(),
            Operations = row.Texts(),
            IsViaRoot = row.Flag(),
            GeneratedColumns = row.OptionalText(),
        };
    }
}
