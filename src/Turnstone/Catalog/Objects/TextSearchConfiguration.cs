namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary><c>CREATE TEXT SEARCH CONFIGURATION</c>: which dictionaries look up which words.</summary>
/// <param name="Parser">With its schema.</param>
sealed record TextSearchConfiguration(ObjectId Id, string Parser) : SchemaObject(Id)
{
    public const string Kind = "text search configuration";

    /// <summary>Each kind of word with the dictionaries that are asked, in their order; as names with their schemas.</summary>
    public ImmutableArray<(string Token, string Dictionaries)> Mappings { get; init; } = [];

    /// <inheritdoc/>
    public override int Rank => 48;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("parser", Parser), .. Mappings.Select(mapping => new Property($"mapping for {mapping.Token}", mapping.Dictionaries))];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {Mention} (PARSER = {new Verbatim(Parser)})", .. Mappings.Select(mapping => Mapped("ADD", mapping))];

    Sql Mapped(string how, (string Token, string Dictionaries) mapping) =>
        $"ALTER {Mention} {new Verbatim(how)} MAPPING FOR {new PlainName(mapping.Token)} WITH {new Verbatim(mapping.Dictionaries)}";

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (TextSearchConfiguration)from;
        var (here, there) = (Mappings.Select(mapping => mapping.Token).ToList(), before.Mappings.Select(mapping => mapping.Token).ToList());
        return before.Parser != Parser ? null : Alteration.Of(
        [
            .. there.Except(here).Select(token => (Sql)$"ALTER {Mention} DROP MAPPING FOR {new PlainName(token)}"),
            .. Mappings.Except(before.Mappings).Select(mapping => Mapped(there.Contains(mapping.Token) ? "ALTER" : "ADD", mapping)),
        ]);
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    /// <summary>Reads <c>pg_ts_config</c> and <c>pg_ts_config_map</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_ts_config WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT made.tableoid, made.oid, 0, namespace.nspname, made.cfgname, pg_catalog.quote_ident(above.nspname) || '.' || pg_catalog.quote_ident(parser.prsname),
                pg_catalog.pg_get_userbyid(made.cfgowner),
                (SELECT pg_catalog.json_agg(ARRAY[token.alias, asked.dictionaries] ORDER BY token.alias)
                    FROM pg_catalog.ts_token_type(made.cfgparser) token
                    JOIN (SELECT map.maptokentype, pg_catalog.string_agg(pg_catalog.quote_ident(beside.nspname) || '.' || pg_catalog.quote_ident(dictionary.dictname), ', ' ORDER BY map.mapseqno) dictionaries
                        FROM pg_catalog.pg_ts_config_map map
                        JOIN pg_catalog.pg_ts_dict dictionary ON dictionary.oid = map.mapdict
                        JOIN pg_catalog.pg_namespace beside ON beside.oid = dictionary.dictnamespace
                        WHERE map.mapcfg = made.oid GROUP BY map.maptokentype) asked ON asked.maptokentype = token.tokid)::text
            FROM pg_catalog.pg_ts_config made
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = made.cfgnamespace
            JOIN pg_catalog.pg_ts_parser parser ON parser.oid = made.cfgparser
            JOIN pg_catalog.pg_namespace above ON above.oid = parser.prsnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"made.tableoid", $"made.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new TextSearchConfiguration(new(Kind, row.Text(), row.Text()), row.Text())
        {
            Owner = row.Text(),
            Mappings = [.. row.Lists().Select(mapping => (mapping[0], mapping[1]))],
        };
    }
}
