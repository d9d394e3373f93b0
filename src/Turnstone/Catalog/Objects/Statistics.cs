namespace Turnstone.Catalog.Objects;

using System.Globalization;
using Turnstone.Text;

/// <summary><c>CREATE STATISTICS</c>: how columns of a table go together.</summary>
/// <param name="Definition">From <c>CREATE</c> to the end.</param>
sealed record Statistics(ObjectId Id, string Definition) : SchemaObject(Id)
{
    public const string Kind = "statistics";

    /// <summary>How exactly ANALYZE looks; none for the most that one of its columns has.</summary>
    public long? Target { get; init; }

    /// <inheritdoc/>
    public override int Rank => 63;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [Id.Of!, Namespace.Named(Id.Schema!)];

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("definition", Definition, Concern.Cosmetic), new("target", Target?.ToString(CultureInfo.InvariantCulture), Concern.Cosmetic)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"{new Verbatim(Definition)}", Target is null ? Sql.Empty : Aimed];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => ((Statistics)from).Definition == Definition ? Alteration.Of([Aimed]) : null;

    Sql Aimed => $"ALTER STATISTICS {Id.Sql} SET STATISTICS {Target ?? -1}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP STATISTICS {Id.Sql}";

    /// <inheritdoc/>
    public override bool Follows => true;

    /// <summary>Reads <c>pg_statistic_ext</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_statistic_ext";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT kept.tableoid, kept.oid, 0, {Table.KindOf}, above.nspname, relation.relname, namespace.nspname, kept.stxname, pg_catalog.pg_get_statisticsobjdef(kept.oid),
                pg_catalog.pg_get_userbyid(kept.stxowner), CASE WHEN kept.stxstattarget >= 0 THEN kept.stxstattarget END::bigint
            FROM pg_catalog.pg_statistic_ext kept
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = kept.stxnamespace
            JOIN pg_catalog.pg_class relation ON relation.oid = kept.stxrelid
            JOIN pg_catalog.pg_namespace above ON above.oid = relation.relnamespace
            WHERE relation.relpersistence <> 't' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"kept.tableoid", $"kept.oid")}
                AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            return new Statistics(new(Kind, row.Text(), row.Text()) { Of = table }, row.Code()) { Owner = row.Text(), Target = row.OptionalNumber() };
        }
    }
}
