namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>ALTER DEFAULT PRIVILEGES</c>: what one role gets of, or loses from, the objects of a kind that another makes from then on, anywhere or in one schema.</summary>
/// <remarks>The last that is said: what is made before gets nothing by it.</remarks>
/// <param name="Of">Of what: <c>TABLES</c>.</param>
sealed record DefaultPrivileges(ObjectId Id, string Of, ImmutableArray<Grant> Given) : SchemaObject(Id)
{
    public const string Kind = "default privileges";

    static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["TABLES"] = [Table.Kind, ForeignTable.Kind, View.Kind, View.Materialized],
        ["SEQUENCES"] = [Sequence.Kind],
        ["FUNCTIONS"] = [Routine.Kind, Routine.Procedure, "aggregate"],
        ["TYPES"] = ["type", "domain", "enum", "enum type", "composite type", "range type", "base type"],
        ["SCHEMAS"] = [Namespace.Kind],
    };

    /// <inheritdoc/>
    public override int Rank => 99;

    /// <inheritdoc/>
    public override Concern Concern => Concern.Security;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [Property.Of("rights", Given.Select(right => right.ToString()), Concern.Security)];

    /// <summary>Whether an object has them from the beginning, if it is that role that makes it.</summary>
    public bool AreOf(ObjectId made) => Kinds.GetValueOrDefault(Of, []).Contains(made.Kind) && (Id.Schema is null || Id.Schema == made.Schema);

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Finish() => Given.GroupBy(right => (right.IsRevoked, right.IsGrantable)).OrderByDescending(group => group.Key.IsRevoked).Select(group =>
    {
        var (revoked, grantable) = group.Key;
        Verbatim rights = new(string.Join(", ", group.Select(right => right.Privilege))), grantee = group.First().Grantee;
        return (Sql)$"{Altering} {When(revoked, "REVOKE")}{When(!revoked, "GRANT")} {rights} ON {new Verbatim(Of)} {When(revoked, "FROM")}{When(!revoked, "TO")} {grantee}{When(grantable, " WITH GRANT OPTION")}";
    });

    /// <summary>Back to what a role has by default, as PostgreSQL manual 5.8 has it.</summary>
    public override Sql Drop => Given.Any(right => right.IsRevoked)
        ? $"{Altering} GRANT ALL ON {new Verbatim(Of)} TO {Given[0].Grantee}"
        : (Sql)$"{Altering} REVOKE ALL ON {new Verbatim(Of)} FROM {Given[0].Grantee}";

    Sql Altering => $"ALTER DEFAULT PRIVILEGES FOR ROLE {new PlainName(Id.Name)}{InSchema}";

    Sql InSchema => Id.Schema is null ? Sql.Empty : $" IN SCHEMA {new PlainName(Id.Schema)}";

    /// <summary>Reads <c>pg_default_acl</c>: for one schema it has what is added, for all of them what there is instead of the usual.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_default_acl";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT list.tableoid, list.oid, (pg_catalog.row_number() OVER (PARTITION BY list.oid ORDER BY changed.grantee))::integer, namespace.nspname, pg_catalog.pg_get_userbyid(list.defaclrole),
                CASE list.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END,
                CASE WHEN changed.grantee <> 0 THEN pg_catalog.pg_get_userbyid(changed.grantee) END, list.defaclacl::text, usual.acl::text, whole.acl::text
            FROM pg_catalog.pg_default_acl list
            LEFT JOIN pg_catalog.pg_namespace namespace ON namespace.oid = list.defaclnamespace
            CROSS JOIN LATERAL (SELECT pg_catalog.acldefault(CASE list.defaclobjtype WHEN 'S' THEN 's' ELSE list.defaclobjtype END, list.defaclrole) acl) whole
            CROSS JOIN LATERAL (SELECT CASE WHEN list.defaclnamespace = 0 THEN whole.acl END acl) usual
            CROSS JOIN LATERAL (
                SELECT item.grantee FROM (
                    (SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(list.defaclacl) EXCEPT SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(usual.acl))
                    UNION ALL
                    (SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(usual.acl) EXCEPT SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(list.defaclacl))
                ) item GROUP BY item.grantee) changed
            WHERE namespace.oid IS NULL OR {scope.HasSchema}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var (schema, maker, of, grantee) = (row.OptionalText(), row.Text(), row.Text(), row.OptionalText());
            var rights = AccessList.Read(row.Text(), row.OptionalText(), row.Text()).Where(right => right.Role == grantee).ToImmutableArray();
            return new DefaultPrivileges(new(Kind, schema, maker) { Signature = $"{of.ToLowerInvariant()} to {rights[0].Grantee}" }, of, rights);
        }
    }
}
