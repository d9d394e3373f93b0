namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE SUBSCRIPTION</c>: what this database is told by another.</summary>
/// <remarks>
/// Its connection string holds a password and is for superusers alone (PostgreSQL manual 53.53): it is never read, so that whoever reads sees the same. What is written
/// down makes a subscription that reaches nobody, is switched off and has made no slot; <c>ALTER SUBSCRIPTION … CONNECTION</c> and <c>… ENABLE</c> bring it to life.
/// Whether it is switched on is how it goes, not how it is made, and is not compared.
/// </remarks>
sealed record Subscription(ObjectId Id) : SchemaObject(Id)
{
    public const string Kind = "subscription";

    public ImmutableArray<string> Publications { get; init; } = [];

    /// <summary>The slot that it reads from; none where there is none.</summary>
    public string? Slot { get; init; }

    /// <summary>What is not as it is by default in every version: <c>binary = true</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 93;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [Property.Of("publications", Publications.Select(name => new PlainName(name).ToString())), new("slot", Slot), Property.Of("options", Options)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema)
    {
        var streaming = schema.Version >= PgVersion.V18 && !Options.Any(option => option.StartsWith("streaming", StringComparison.Ordinal)) ? ", streaming = off" : "";
        var options = string.Concat(Options.Select(option => $", {option}"));
        return [$"CREATE {Mention} CONNECTION '' PUBLICATION {Told} WITH (connect = false, slot_name = {SlotName}{new Verbatim(streaming + options)})"];
    }

    Sql Told => Sql.Join(", ", Publications.Select(name => (Sql)$"{new PlainName(name)}"));

    Sql SlotName => Slot is null ? $"NONE" : (Sql)$"{Literal.Of(Slot)}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (Subscription)from;
        return Alteration.Of(
        [
            before.Publications.SequenceEqual(Publications) ? Sql.Empty : $"ALTER {Mention} SET PUBLICATION {Told} WITH (refresh = false)",
            before.Slot == Slot ? Sql.Empty : $"ALTER {Mention} SET (slot_name = {SlotName})",
            .. before.Options.Select(Name).Except(Options.Select(Name)).Select(name => (Sql)$"ALTER {Mention} SET ({new Verbatim(name)} = {new Verbatim(Usual(name))})"),
            .. Options.Except(before.Options).Select(option => (Sql)$"ALTER {Mention} SET ({new Verbatim(option)})"),
        ]);
    }

    static string Usual(string option) => option switch { "password_required" => "true", "origin" => "any", "streaming" or "synchronous_commit" => "off", _ => "false" };

    static string Name(string option) => option.Split(' ')[0];

    /// <inheritdoc/>
    public override string? Loses => "its connection string, which is not read, and its slot on the publisher";

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads those columns of <c>pg_subscription</c> that everybody may.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_subscription";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT 'pg_catalog.pg_subscription'::pg_catalog.regclass::oid, told.oid, 0, told.subname, pg_catalog.pg_get_userbyid(told.subowner), pg_catalog.to_json(told.subpublications)::text, told.subslotname,
                pg_catalog.to_json(pg_catalog.array_remove(ARRAY[{Sql.Join(", ", Options(scope.Version))}], NULL))::text
            FROM pg_catalog.pg_subscription told
            WHERE told.subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
            """;

        static IEnumerable<Sql> Options(PgVersion version) =>
        [
            $"CASE WHEN told.subbinary THEN 'binary = true' END",
            $"CASE WHEN told.subsynccommit <> 'off' THEN 'synchronous_commit = ' || pg_catalog.quote_literal(told.subsynccommit) END",
            version >= PgVersion.V16 ? $"CASE told.substream WHEN 't' THEN 'streaming = on' WHEN 'p' THEN 'streaming = parallel' END" : (Sql)$"CASE WHEN told.substream THEN 'streaming = on' END",
            .. version < PgVersion.V15 ? [] : (Sql[])[$"CASE WHEN told.subtwophasestate <> 'd' THEN 'two_phase = true' END", $"CASE WHEN told.subdisableonerr THEN 'disable_on_error = true' END"],
            .. version < PgVersion.V16 ? [] : (Sql[])
            [
                $"CASE WHEN NOT told.subpasswordrequired THEN 'password_required = false' END", $"CASE WHEN told.subrunasowner THEN 'run_as_owner = true' END",
                $"CASE WHEN told.suborigin <> 'any' THEN 'origin = ' || pg_catalog.quote_literal(told.suborigin) END",
            ],
            .. version < PgVersion.V17 ? [] : (Sql[])[$"CASE WHEN told.subfailover THEN 'failover = true' END"],
        ];

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new Subscription(new ObjectId(Kind, null, row.Text()))
        {
            Owner = row.Text(),
            Publications = row.Texts(),
            Slot = row.OptionalText(),
            Options = row.Texts(),
        };
    }
}
