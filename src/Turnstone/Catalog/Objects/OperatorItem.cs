namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>An operator or a function that an operator class or family consists of.</summary>
/// <param name="Place">Its kind and number: <c>OPERATOR 1</c>.</param>
/// <param name="Types">What it takes: <c>integer, integer</c>.</param>
/// <param name="What">The operator or function itself.</param>
sealed record OperatorItem(string Place, string Types, string What)
{
    /// <summary>As CREATE OPERATOR CLASS and ALTER OPERATOR FAMILY … ADD have it.</summary>
    public Sql Sql => Place[0] == 'F' ? (Sql)$"{new Verbatim(Place)} ({new Verbatim(Types)}) {new Verbatim(What)}" : (Sql)$"{new Verbatim(Place)} {new Verbatim(What)}";

    /// <summary>As ALTER OPERATOR FAMILY … DROP has it.</summary>
    public Sql Dropped => $"{new Verbatim(Place)} ({new Verbatim(Types)})";

    /// <summary>As a person reads it, and as it is compared.</summary>
    public override string ToString() => Sql.ToString();

    /// <summary>What a query says of those that go with the class or family <c>made</c>.</summary>
    internal static Sql ListOf(string catalog) => $"""
        (SELECT pg_catalog.json_agg(ARRAY[item.place, item.types, item.what] ORDER BY item.place COLLATE "C", item.types COLLATE "C") FROM (
            SELECT 'OPERATOR ' || one.amopstrategy AS place, pg_catalog.format_type(one.amoplefttype, NULL) || ', ' || pg_catalog.format_type(one.amoprighttype, NULL) AS types,
                one.amopopr::pg_catalog.regoperator || coalesce(' FOR ORDER BY ' || pg_catalog.quote_ident(above.nspname) || '.' || pg_catalog.quote_ident(sorted.opfname), '') AS what
            FROM pg_catalog.pg_amop one
            LEFT JOIN pg_catalog.pg_opfamily sorted ON sorted.oid = one.amopsortfamily
            LEFT JOIN pg_catalog.pg_namespace above ON above.oid = sorted.opfnamespace
            WHERE {GoesWith("pg_amop", catalog)}
            UNION ALL SELECT 'FUNCTION ' || one.amprocnum, pg_catalog.format_type(one.amproclefttype, NULL) || ', ' || pg_catalog.format_type(one.amprocrighttype, NULL), one.amproc::pg_catalog.regprocedure::text
            FROM pg_catalog.pg_amproc one
            WHERE {GoesWith("pg_amproc", catalog)}) item)::text
        """;

    static Sql GoesWith(string items, string catalog) => $"""
        one.oid IN (SELECT objid FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.{new Verbatim(items)}'::pg_catalog.regclass
            AND refclassid = 'pg_catalog.{new Verbatim(catalog)}'::pg_catalog.regclass AND refobjid = made.oid)
        """;

    /// <summary>Of such a list.</summary>
    internal static ImmutableArray<OperatorItem> Read(CatalogRow row) => [.. row.Lists().Select(item => new OperatorItem(item[0], item[1], item[2]))];
}
