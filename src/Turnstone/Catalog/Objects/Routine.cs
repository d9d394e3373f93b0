namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE FUNCTION</c> and <c>CREATE PROCEDURE</c></summary>
/// <param name="Definition">From <c>CREATE OR REPLACE</c> to the end.</param>
sealed record Routine(ObjectId Id, string Definition) : SchemaObject(Id)
{
    public const string Kind = "function", Procedure = "procedure";

    /// <summary>Whether it runs with its owner's rights.</summary>
    public bool IsSecurityDefiner { get; init; }

    /// <inheritdoc/>
    public override int Rank => 45;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("definition", Definition), Property.Of("security definer", IsSecurityDefiner, Concern.Security)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"{new Verbatim(Definition)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_proc</c>, but for aggregates.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT routine.tableoid, routine.oid, 0, routine.prokind::text, namespace.nspname, routine.proname, pg_catalog.pg_get_function_identity_arguments(routine.oid),
                pg_catalog.rtrim(pg_catalog.pg_get_functiondef(routine.oid), E'\n'), pg_catalog.pg_get_userbyid(routine.proowner), routine.proacl::text, pg_catalog.acldefault('f', routine.proowner)::text,
                routine.prosecdef
            FROM pg_catalog.pg_proc routine
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = routine.pronamespace
            WHERE routine.prokind <> 'a' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"routine.tableoid", $"routine.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) =>
            new Routine(new(row.Letter() == 'p' ? Procedure : Kind, row.Text(), row.Text()) { Signature = row.Text() }, row.Text())
            {
                Owner = row.Text(),
                Grants = row.Grants(),
                IsSecurityDefiner = row.Flag(),
            };
    }
}
