namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE AGGREGATE</c></summary>
/// <param name="Arguments">In their parentheses: <c>*</c>, <c>integer</c>, <c>double precision ORDER BY anyelement</c>.</param>
sealed record Aggregate(ObjectId Id, string Arguments) : SchemaObject(Id)
{
    public const string Kind = "aggregate";

    const string None = "*";

    /// <summary>As CREATE AGGREGATE has them: <c>SFUNC = int4pl</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The type that it gives, which follows from its functions.</summary>
    public required string Result { get; init; }

    /// <inheritdoc/>
    public override int Rank => 47;

    /// <inheritdoc/>
    public override Sql Grantable => $"FUNCTION {(Id with { Signature = Id.Signature == None ? "" : Id.Signature }).Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("arguments", Arguments), Property.Of("options", Options), new("result", Result)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [Making(orReplace: false)];

    Sql Making(bool orReplace) =>
        $"CREATE {When(orReplace, "OR REPLACE ")}AGGREGATE {(Id with { Signature = null }).Sql}({new Verbatim(Arguments)}) (\n    {new Verbatim(string.Join(",\n    ", Options))}\n)";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) =>
        ((Aggregate)from).Arguments == Arguments && ((Aggregate)from).Result == Result ? Alteration.Of([Making(orReplace: true)]) : null;

    /// <summary>Reads <c>pg_aggregate</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_proc WHERE oid >= {SchemaReader.FirstOfUsers} AND prokind = 'a'";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT routine.tableoid, routine.oid, 0, namespace.nspname, routine.proname, coalesce({Routine.Reader.Signature}, '{new Verbatim(None)}'),
                coalesce(nullif(pg_catalog.pg_get_function_arguments(routine.oid), ''), '{new Verbatim(None)}'), pg_catalog.pg_get_userbyid(routine.proowner), routine.proacl::text,
                pg_catalog.acldefault('f', routine.proowner)::text, pg_catalog.format_type(routine.prorettype, NULL),
                pg_catalog.to_json(ARRAY[{Function("SFUNC", "aggtransfn")}, 'STYPE = ' || pg_catalog.format_type(made.aggtranstype, NULL), {Space("SSPACE", "aggtransspace")},
                    {Function("FINALFUNC", "aggfinalfn")}, CASE WHEN made.aggfinalextra THEN 'FINALFUNC_EXTRA' END, {Modify("FINALFUNC", "aggfinalmodify")},
                    {Function("COMBINEFUNC", "aggcombinefn")}, {Function("SERIALFUNC", "aggserialfn")}, {Function("DESERIALFUNC", "aggdeserialfn")},
                    'INITCOND = ' || pg_catalog.quote_literal(made.agginitval), {Function("MSFUNC", "aggmtransfn")}, {Function("MINVFUNC", "aggminvtransfn")},
                    CASE WHEN made.aggmtranstype <> 0 THEN 'MSTYPE = ' || pg_catalog.format_type(made.aggmtranstype, NULL) END, {Space("MSSPACE", "aggmtransspace")},
                    {Function("MFINALFUNC", "aggmfinalfn")}, CASE WHEN made.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END, CASE WHEN made.aggmtransfn <> 0 THEN {Modify("MFINALFUNC", "aggmfinalmodify")} END,
                    'MINITCOND = ' || pg_catalog.quote_literal(made.aggminitval),
                    (SELECT 'SORTOP = OPERATOR(' || pg_catalog.quote_ident(above.nspname) || '.' || sorted.oprname || ')' FROM pg_catalog.pg_operator sorted
                        JOIN pg_catalog.pg_namespace above ON above.oid = sorted.oprnamespace WHERE sorted.oid = made.aggsortop),
                    CASE routine.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END, CASE made.aggkind WHEN 'h' THEN 'HYPOTHETICAL' END])::text
            FROM pg_catalog.pg_aggregate made
            JOIN pg_catalog.pg_proc routine ON routine.oid = made.aggfnoid
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = routine.pronamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"routine.tableoid", $"routine.oid")}
            """;

        static Sql Function(string option, string column) => $"'{new Verbatim(option)} = ' || nullif(made.{new Verbatim(column)}::text, '-')";

        static Sql Space(string option, string column) => $"'{new Verbatim(option)} = ' || nullif(made.{new Verbatim(column)}, 0)";

        // An ordered-set aggregate's function may write, any other's does not, unless it is said.
        static Sql Modify(string option, string column) => $"""
            CASE WHEN made.{new Verbatim(column)} <> CASE made.aggkind WHEN 'n' THEN 'r'::"char" ELSE 'w'::"char" END
                THEN '{new Verbatim(option)}_MODIFY = ' || CASE made.{new Verbatim(column)} WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Aggregate(new(Kind, row.Text(), row.Text()) { Signature = row.Text() }, row.Text())
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Result = row.Text(),
            Options = [.. row.Texts().Where(option => option is not null)],
        };
    }
}
