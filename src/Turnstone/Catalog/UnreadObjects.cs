namespace Turnstone.Catalog;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>What a database has and no reader reads: it is counted and named, so that nobody takes a comparison for all of it.</summary>
/// <remarks>
/// By what the server says depends on something, whatever catalog it is in: a kind of a later version is among it. Parameters that somebody was granted belong to the
/// cluster, not to the database.
/// </remarks>
public static class UnreadObjects
{
    // Those with a reader, and those whose rows are parts of what has one.
    static readonly string[] Catalogs =
    [
        "pg_am", "pg_amop", "pg_amproc", "pg_attrdef", "pg_attribute", "pg_auth_members", "pg_cast", "pg_class", "pg_collation", "pg_constraint", "pg_conversion", "pg_default_acl", "pg_event_trigger",
        "pg_extension", "pg_foreign_data_wrapper", "pg_foreign_server", "pg_language", "pg_namespace", "pg_opclass", "pg_operator", "pg_opfamily", "pg_policy", "pg_proc", "pg_publication",
        "pg_publication_namespace", "pg_publication_rel", "pg_range", "pg_rewrite", "pg_statistic_ext", "pg_subscription", "pg_transform", "pg_trigger", "pg_ts_config", "pg_ts_dict", "pg_ts_parser",
        "pg_ts_template", "pg_type", "pg_user_mapping",
    ];

    /// <summary>That a comparison or a dump is not about all of it; nothing where it is.</summary>
    /// <param name="where">Which database, or which side.</param>
    public static IEnumerable<Diagnostic> Said(Schema schema, string where) => schema.Unread.IsEmpty ? [] :
    [
        Diagnostic.Warning("not-read", $"{where} has what is neither dumped nor compared: {string.Join("; ", schema.Unread)}.", help: "Everything else was read."),
    ];

    /// <summary>One text for each kind: how many there are, and the names of the first.</summary>
    internal static Sql Query(CatalogScope scope) => $"""
        SELECT one.count || ' ' || one.kind || CASE WHEN one.names IS NULL THEN '' ELSE ': ' || one.names END FROM (
            SELECT pg_catalog.count(*) AS count, 'large objects' AS kind, NULL::text AS names FROM pg_catalog.pg_largeobject_metadata
            UNION ALL
            SELECT pg_catalog.count(*), 'security labels', pg_catalog.string_agg(DISTINCT label.provider, ', ') FROM pg_catalog.pg_seclabel label WHERE label.objoid >= {SchemaReader.FirstOfUsers}
            UNION ALL
            SELECT pg_catalog.count(*), 'settings of the database (ALTER DATABASE … SET)', pg_catalog.string_agg(pg_catalog.split_part(setting, '=', 1), ', ' ORDER BY setting)
            FROM pg_catalog.pg_db_role_setting kept, pg_catalog.unnest(kept.setconfig) setting
            WHERE kept.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            UNION ALL
            SELECT pg_catalog.count(*), 'relations of kind ' || relation.relkind::text, {First($"relation.oid::pg_catalog.regclass::text")}
            FROM pg_catalog.pg_class relation JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind NOT IN ('r', 'p', 'i', 'I', 'S', 'v', 'm', 'f', 'c', 't') AND {scope.HasSchema} AND {scope.IsOwnRelation}
            GROUP BY relation.relkind
            UNION ALL
            SELECT pg_catalog.count(*), 'objects of ' || other.catalog, {First($"(pg_catalog.pg_identify_object(other.classid, other.objid, 0)).identity")}
            FROM (SELECT DISTINCT classid, objid, classid::pg_catalog.regclass::text AS catalog FROM pg_catalog.pg_depend WHERE objid >= {SchemaReader.FirstOfUsers} AND deptype NOT IN ('e', 'i')) other
            WHERE other.catalog NOT IN ({Sql.Join(", ", Catalogs.Select(name => (Sql)$"{Literal.Of(name)}"))}) AND {CatalogScope.IsOwn($"other.catalog", $"other.objid")}
            GROUP BY other.catalog
        ) one WHERE one.count > 0 ORDER BY one.kind
        """;

    static Sql First(Sql name) => $"pg_catalog.array_to_string((pg_catalog.array_agg({name} ORDER BY {name}))[1:5], ', ')";
}
