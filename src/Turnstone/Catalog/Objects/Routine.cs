namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE FUNCTION</c> and <c>CREATE PROCEDURE</c></summary>
/// <param name="Definition">From <c>CREATE OR REPLACE</c> to the end.</param>
sealed record Routine(ObjectId Id, string Definition) : SchemaObject(Id)
{
    public const string Kind = "function", Procedure = "procedure";

    public bool IsWindow { get; init; }

    /// <summary>Whether it runs with its owner's rights.</summary>
    public bool IsSecurityDefiner { get; init; }

    /// <summary>What it returns; none of a procedure.</summary>
    public string? Returns { get; init; }

    /// <summary>Each argument's mode as <c>pg_proc.proargmodes</c> has it, name and type.</summary>
    public ImmutableArray<ImmutableArray<string>> Arguments { get; init; } = [];

    /// <summary>How many arguments have a default.</summary>
    public long Defaults { get; init; }

    /// <summary>Whether its body is a text in a language of which the server knows nothing of what it needs.</summary>
    public bool IsText { get; init; }

    /// <inheritdoc/>
    public override int Rank => 45;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("definition", Definition), Property.Of("security definer", IsSecurityDefiner, Concern.Security)];

    /// <summary>
    /// What a body in quotes needs, the server does not know: it may be made only later. So bodies go unread, as in a dump of <c>pg_dump</c>, which says so for the
    /// same reason: each was taken by a server before.
    /// </summary>
    public override IEnumerable<Sql> Create(Schema schema) => IsText ? [$"SET check_function_bodies = off", $"{new Verbatim(Definition)}"] : [$"{new Verbatim(Definition)}"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>A type that reads and writes its values with it takes it along.</summary>
    public override IEnumerable<ObjectId> GoesWith(Change change) => change.From.DependentsOf(Id).Where(id => change.From.Objects[id] is BaseType);

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => ((Routine)from).MayBecome(this) ? Alteration.Of(Create(change.To)) : null;

    // PostgreSQL manual, CREATE FUNCTION: neither what it returns, nor the name of an argument that has one, and no default less.
    bool MayBecome(Routine to) => IsWindow == to.IsWindow && Returns == to.Returns && Defaults <= to.Defaults && Arguments.Length == to.Arguments.Length
        && Arguments.Zip(to.Arguments).All(pair => pair.First.SequenceEqual(pair.Second) || pair.First[0] == pair.Second[0] && pair.First[0] is "i" or "v" && pair.First[1].Length == 0);

    /// <summary>Reads <c>pg_proc</c>, but for aggregates and what a range type made for itself.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_proc WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <summary>What a query says of <c>routine.proargtypes</c>: what tells it from others of its name.</summary>
        internal static Sql Signature => $"""
            (SELECT pg_catalog.string_agg(pg_catalog.format_type(argument.type, NULL), ', ' ORDER BY argument.place) FROM pg_catalog.unnest(routine.proargtypes::pg_catalog.oid[]) WITH ORDINALITY argument (type, place))
            """;

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT routine.tableoid, routine.oid, 0, routine.prokind::text, namespace.nspname, routine.proname, coalesce({Signature}, ''),
                pg_catalog.rtrim(pg_catalog.pg_get_functiondef(routine.oid), E'\n'), pg_catalog.pg_get_userbyid(routine.proowner), routine.proacl::text, pg_catalog.acldefault('f', routine.proowner)::text,
                routine.prosecdef, routine.prokind = 'w', pg_catalog.pg_get_function_result(routine.oid),
                (SELECT pg_catalog.json_agg(ARRAY[coalesce(argument.mode, 'i'), coalesce(argument.name, ''), pg_catalog.format_type(argument.type, NULL)] ORDER BY argument.place)
                    FROM ROWS FROM (pg_catalog.unnest(coalesce(routine.proallargtypes, routine.proargtypes::pg_catalog.oid[])), pg_catalog.unnest(routine.proargmodes::text[]), pg_catalog.unnest(routine.proargnames))
                        WITH ORDINALITY argument (type, mode, name, place) WHERE argument.type IS NOT NULL)::text,
                routine.pronargdefaults::bigint, routine.prosqlbody IS NULL AND language.lanname NOT IN ('internal', 'c')
            FROM pg_catalog.pg_proc routine
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = routine.pronamespace
            JOIN pg_catalog.pg_language language ON language.oid = routine.prolang
            WHERE routine.prokind <> 'a' AND {scope.HasSchema} AND {CatalogScope.IsOwn($"routine.tableoid", $"routine.oid")}
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = routine.tableoid AND objid = routine.oid AND deptype = 'i')
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) =>
            new Routine(new(row.Letter() == 'p' ? Procedure : Kind, row.Text(), row.Text()) { Signature = row.Text() }, QueryText.Quoted(row.Text()))
            {
                Owner = row.Text(),
                Grants = row.Grants(),
                IsSecurityDefiner = row.Flag(),
                IsWindow = row.Flag(),
                Returns = row.OptionalText(),
                Arguments = row.Lists(),
                Defaults = row.Number(),
                IsText = row.Flag(),
            };
    }
}
