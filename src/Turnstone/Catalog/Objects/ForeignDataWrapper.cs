namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary><c>CREATE FOREIGN DATA WRAPPER</c>: how servers of some make are talked to.</summary>
sealed record ForeignDataWrapper(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "foreign data wrapper";

    /// <summary>The function that reaches the servers.</summary>
    public string? Handler { get; init; }

    /// <summary>The function that checks options.</summary>
    public string? Validator { get; init; }

    public ImmutableArray<string> Options { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 48;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("handler", Handler), new("validator", Validator), Property.Of("options", Options)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {Mention}{When(" HANDLER ", Handler)}{When(" VALIDATOR ", Validator)}{ForeignOptions.Of(Options)}"];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (ForeignDataWrapper)from;
        var handler = before.Handler == Handler ? "" : Handler is null ? " NO HANDLER" : $" HANDLER {Handler}";
        var validator = before.Validator == Validator ? "" : Validator is null ? " NO VALIDATOR" : $" VALIDATOR {Validator}";
        return Alteration.Of([$"ALTER {Mention}{new Verbatim(handler)}{new Verbatim(validator)}{ForeignOptions.Between(before.Options, Options)}"]);
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_foreign_data_wrapper</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_foreign_data_wrapper";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT wrapper.tableoid, wrapper.oid, 0, wrapper.fdwname, pg_catalog.pg_get_userbyid(wrapper.fdwowner), wrapper.fdwacl::text, pg_catalog.acldefault('F', wrapper.fdwowner)::text,
                CASE WHEN wrapper.fdwhandler <> 0 THEN wrapper.fdwhandler::pg_catalog.regproc::text END, CASE WHEN wrapper.fdwvalidator <> 0 THEN wrapper.fdwvalidator::pg_catalog.regproc::text END,
                pg_catalog.to_json(wrapper.fdwoptions)::text
            FROM pg_catalog.pg_foreign_data_wrapper wrapper
            WHERE {CatalogScope.IsOwn($"wrapper.tableoid", $"wrapper.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new ForeignDataWrapper(new ObjectId(Kind, null, row.Text()))
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Handler = row.OptionalText(),
            Validator = row.OptionalText(),
            Options = row.Options(),
        };
    }
}
