namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE SERVER</c>: another database that tables here stand for.</summary>
/// <param name="Wrapper">The foreign data wrapper that reaches it.</param>
sealed record ForeignServer(ObjectId Id, string Wrapper) : SchemaObject(Id)
{
    public const string Kind = "server";

    public string? Type { get; init; }

    public string? Version { get; init; }

    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>The extension that the wrapper is of.</summary>
    public string? Extension { get; init; }

    public static ObjectId Named(string name) => new(Kind, null, name);

    /// <inheritdoc/>
    public override int Rank => 49;

    /// <inheritdoc/>
    public override IEnumerable<ObjectId> Needs => [new(ForeignDataWrapper.Kind, null, Wrapper), .. Extension is null ? [] : (ObjectId[])[new(Objects.Extension.Kind, null, Extension)]];

    /// <inheritdoc/>
    public override Sql Grantable => $"FOREIGN SERVER {Id.Sql}";

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("wrapper", Wrapper), new("type", Type), new("version", Version), Property.Of("options", Options)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        Sql type = Type is null ? Sql.Empty : $" TYPE {Literal.Of(Type)}", version = Version is null ? Sql.Empty : $" VERSION {Literal.Of(Version)}";
        return [$"CREATE {Mention}{type}{version} FOREIGN DATA WRAPPER {new PlainName(Wrapper)}{ForeignOptions.Of(Options)}"];
    }

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (ForeignServer)from;
        Sql version = before.Version == Version ? Sql.Empty : $" VERSION {Literal.Of(Version)}";
        return before.Wrapper == Wrapper && before.Type == Type ? Alteration.Of([$"ALTER {Mention}{version}{ForeignOptions.Between(before.Options, Options)}"]) : null;
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_foreign_server</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_foreign_server";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT server.tableoid, server.oid, 0, server.srvname, wrapper.fdwname, pg_catalog.pg_get_userbyid(server.srvowner), server.srvacl::text, pg_catalog.acldefault('S', server.srvowner)::text,
                server.srvtype, server.srvversion, pg_catalog.to_json(server.srvoptions)::text,
                (SELECT extension.extname FROM pg_catalog.pg_depend member JOIN pg_catalog.pg_extension extension ON extension.oid = member.refobjid
                    WHERE member.classid = wrapper.tableoid AND member.objid = wrapper.oid AND member.deptype = 'e')
            FROM pg_catalog.pg_foreign_server server
            JOIN pg_catalog.pg_foreign_data_wrapper wrapper ON wrapper.oid = server.srvfdw
            WHERE {CatalogScope.IsOwn($"server.tableoid", $"server.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new ForeignServer(Named(row.Text()), row.Text())
        {
            Owner = row.Text(),
            Grants = row.Grants(),
            Type = row.OptionalText(),
            Version = row.OptionalText(),
            Options = row.Options(),
            Extension = row.OptionalText(),
        };
    }
}
