namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE OPERATOR</c>; what it takes left and right is its signature.</summary>
sealed record Operator(ObjectId Id, string Function) : SchemaObject(Id)
{
    public const string Kind = "operator";

    /// <summary>What it takes; none of a prefix operator.</summary>
    public string? Left { get; init; }

    public required string Right { get; init; }

    /// <summary>The operator that does the same with its sides exchanged: <c>OPERATOR(app.=)</c>.</summary>
    public string? Commutator { get; init; }

    /// <summary>The operator that says the contrary.</summary>
    public string? Negator { get; init; }

    /// <summary>What guesses how many rows it leaves.</summary>
    public string? Restrict { get; init; }

    /// <summary>What guesses how many rows a join by it leaves.</summary>
    public string? Join { get; init; }

    public bool Hashes { get; init; }

    public bool Merges { get; init; }

    /// <inheritdoc/>
    public override int Rank => 46;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own =>
    [
        new("function", Function), new("commutator", Commutator), new("negator", Negator), new("restrict", Restrict), new("join", Join), Property.Of("hashes", Hashes), Property.Of("merges", Merges),
    ];

    /// <summary>An operator that it names and that is not there yet is made by and by.</summary>
    public override IEnumerable<Sql> Create(Schema schema) =>
        [$"CREATE OPERATOR {(Id with { Signature = null }).Sql} (\n    FUNCTION = {new Verbatim(Function)}{When(",\n    LEFTARG = ", Left)},\n    RIGHTARG = {new Verbatim(Right)}{When(",\n    COMMUTATOR = ", Commutator)}{When(",\n    NEGATOR = ", Negator)}{When(",\n    RESTRICT = ", Restrict)}{When(",\n    JOIN = ", Join)}{When(Hashes, ",\n    HASHES")}{When(Merges, ",\n    MERGES")}\n)"];

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Operator)from;
        return before with { Restrict = Restrict, Join = Join, Owner = Owner, Comment = Comment } == this
            ? Alteration.Of([$"ALTER {Mention} SET (RESTRICT = {new Verbatim(Restrict ?? "NONE")}, JOIN = {new Verbatim(Join ?? "NONE")})"])
            : null;
    }

    /// <summary>Reads <c>pg_operator</c>, but for those that only another one names.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_operator WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, namespace.nspname, made.oprname, CASE WHEN made.oprleft <> 0 THEN pg_catalog.format_type(made.oprleft, NULL) END, pg_catalog.format_type(made.oprright, NULL),
                made.oprcode::text, pg_catalog.pg_get_userbyid(made.oprowner), {Other("oprcom")}, {Other("oprnegate")},
                nullif(made.oprrest::text, '-'), nullif(made.oprjoin::text, '-'), made.oprcanhash, made.oprcanmerge
            FROM pg_catalog.pg_operator made
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = made.oprnamespace
            WHERE made.oprcode <> 0 AND {scope.HasSchema} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        static Sql Other(string column) => $"""
            (SELECT 'OPERATOR(' || pg_catalog.quote_ident(above.nspname) || '.' || other.oprname || ')' FROM pg_catalog.pg_operator other
                JOIN pg_catalog.pg_namespace above ON above.oid = other.oprnamespace WHERE other.oid = made.{new Verbatim(column)})
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row)
        {
            var (schema, name, left, right) = (row.Text(), row.Text(), row.OptionalText(), row.Text());
            return new Operator(new(Kind, schema, name) { Signature = $"{left ?? "NONE"}, {right}" }, row.Text())
            {
                Left = left,
                Right = right,
                Owner = row.Text(),
                Commutator = row.OptionalText(),
                Negator = row.OptionalText(),
                Restrict = row.OptionalText(),
                Join = row.OptionalText(),
                Hashes = row.Flag(),
                Merges = row.Flag(),
            };
        }
    }
}
