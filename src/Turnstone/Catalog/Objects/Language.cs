namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE LANGUAGE</c>, where no extension did it.</summary>
/// <param name="Handler">The function that runs what is written in it.</param>
sealed record Language(ObjectId Id, string Handler) : SchemaObject(Id)
{
    public const string Kind = "language";

    /// <summary>Whether whoever has the right may write functions in it.</summary>
    public bool IsTrusted { get; init; }

    /// <summary>The function that runs DO.</summary>
    public string? Inline { get; init; }

    public string? Validator { get; init; }

    /// <inheritdoc/>
    public override int Rank => 22;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("handler", Handler), new("inline", Inline), new("validator", Validator), Property.Of("trusted", IsTrusted, Concern.Security)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [Making(orReplace: false)];

    Sql Making(bool orReplace) =>
        $"CREATE {When(orReplace, "OR REPLACE ")}{When(IsTrusted, "TRUSTED ")}LANGUAGE {Id.Sql} HANDLER {new Verbatim(Handler)}{When(" INLINE ", Inline)}{When(" VALIDATOR ", Validator)}";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP LANGUAGE {Id.Sql}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change) => Alteration.Of([Making(orReplace: true)]);

    /// <summary>Reads <c>pg_language</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_language WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, made.lanname, made.lanplcallfoid::pg_catalog.regproc::text, pg_catalog.pg_get_userbyid(made.lanowner),
                made.lanacl::text, pg_catalog.acldefault('l', made.lanowner)::text, made.lanpltrusted, nullif(made.laninline::pg_catalog.regproc::text, '-'), nullif(made.lanvalidator::pg_catalog.regproc::text, '-')
            FROM pg_catalog.pg_language made
            WHERE made.oid >= {SchemaReader.FirstOfUsers} AND made.lanispl AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Language(new(Kind, null, row.Text()), row.Text())
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            IsTrusted = row.Flag(),
            Inline = row.OptionalText(),
            Validator = row.OptionalText(),
        };
    }
}
