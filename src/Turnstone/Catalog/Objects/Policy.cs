namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE POLICY</c></summary>
sealed record Policy(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "policy";

    public bool IsRestrictive { get; init; }

    /// <summary>The statements that it is for: <c>ALL</c>, <c>SELECT</c>, …</summary>
    public required string Command { get; init; }

    /// <summary>The roles that it is for, PUBLIC among them.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Which rows are seen.</summary>
    public string? Using { get; init; }

    /// <summary>Which rows may be written.</summary>
    public string? WithCheck { get; init; }

    /// <inheritdoc/>
    public override int Rank => 82;

    /// <inheritdoc/>
    public override Sql Mention => $"POLICY {new PlainName(Id.Name)} ON {Id.Of!.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        Property.Of("restrictive", IsRestrictive, Concern.Security), new("for", Command, Concern.Security), Property.Of("to", Roles, Concern.Security), new("using", Using, Concern.Security),
        new("with check", WithCheck, Concern.Security),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE {Mention}{When(IsRestrictive, " AS RESTRICTIVE")} FOR {new Verbatim(Command)} TO {new Verbatim(string.Join(", ", Roles))}{Within(" USING (", Using)}{Within(" WITH CHECK (", WithCheck)}"];

    /// <inheritdoc/>
    public override Concern Concern => Concern.Security;

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    static Verbatim Within(string words, string? expression) => new(expression is null ? "" : $"{words}{expression})");

    /// <summary>Reads <c>pg_policy</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_policy";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT policy.tableoid, policy.oid, 0, {Table.KindOf}, namespace.nspname, relation.relname, policy.polname, NOT policy.polpermissive,
                CASE policy.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                (SELECT pg_catalog.json_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(role)) END ORDER BY role <> 0, pg_catalog.pg_get_userbyid(role))
                    FROM pg_catalog.unnest(policy.polroles) role)::text,
                pg_catalog.pg_get_expr(policy.polqual, policy.polrelid), pg_catalog.pg_get_expr(policy.polwithcheck, policy.polrelid)
            FROM pg_catalog.pg_policy policy
            JOIN pg_catalog.pg_class relation ON relation.oid = policy.polrelid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = relation.relnamespace
            WHERE {scope.HasSchema} AND {scope.IsOwnRelation}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var table = row.Relation();
            return new Policy(new ObjectId(Kind, table.Schema, row.Text()) { Of = table })
            {
                IsRestrictive = row.Flag(),
                Command = row.Text(),
                Roles = row.Texts(),
                Using = row.OptionalCode(),
                WithCheck = row.OptionalCode(),
            };
        }
    }
}
