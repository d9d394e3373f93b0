namespace Turnstone.Catalog.Objects;

using Turnstone.Text;

/// <summary><c>CREATE TEXT SEARCH DICTIONARY</c>: what a word is looked up as.</summary>
/// <param name="Template">With its schema.</param>
sealed record TextSearchDictionary(ObjectId Id, string Template) : SchemaObject(Id)
{
    public const string Kind = "text search dictionary";

    /// <summary>As it was given: <c>language = 'english', stopwords = 'english'</c>.</summary>
    public string? Options { get; init; }

    /// <inheritdoc/>
    public override int Rank => 47;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => [new("template", Template), new("options", Options)];

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => [$"CREATE {Mention} (TEMPLATE = {new Verbatim(Template)}{When(", ", Options)})"];

    /// <inheritdoc/>
    public override Alteration? Alter(SchemaObject from, Change change)
    {
        var before = (TextSearchDictionary)from;
        var gone = Each(before.Options).Select(Name).Except(Each(Options).Select(Name));
        return before.Template != Template ? null : Alteration.Of([$"ALTER {Mention} ({new Verbatim(string.Join(", ", Each(Options).Except(Each(before.Options)).Concat(gone)))})"]);
    }

    /// <inheritdoc/>
    public override Sql Drop => $"DROP {Mention}";

    static string Name(string option) => option[..(EndOf(option, " = ") ?? option.Length)];

    // As serialize_deflist() in tsearchcmds.c wrote them: name = 'value', with a comma between.
    static IEnumerable<string> Each(string? options)
    {
        while (!string.IsNullOrEmpty(options))
        {
            var end = EndOf(options, ", ");
            yield return options[..(end ?? options.Length)];
            options = end is { } at ? options[(at + 2)..] : null;
        }
    }

    // Where the mark stands outside of quotes; a doubled quote leaves and enters them.
    static int? EndOf(string text, string mark)
    {
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote == '\0' && string.CompareOrdinal(text, i, mark, 0, mark.Length) == 0)
            {
                return i;
            }
            if ((text[i] is '\'' or '"') && (quote == '\0' || quote == text[i]))
            {
                quote = quote == '\0' ? text[i] : '\0';
            }
        }
        return null;
    }

    /// <summary>Reads <c>pg_ts_dict</c>.</summary>
    internal sealed class Reader : ObjectReader
    {
        /// <inheritdoc/>
        public override Sql? Found => $"pg_catalog.pg_ts_dict WHERE oid >= {SchemaReader.FirstOfUsers}";

        /// <inheritdoc/>
        public override Sql Query(CatalogScope scope) => $"""
            SELECT dictionary.tableoid, dictionary.oid, 0, namespace.nspname, dictionary.dictname, pg_catalog.quote_ident(above.nspname) || '.' || pg_catalog.quote_ident(template.tmplname),
                pg_catalog.pg_get_userbyid(dictionary.dictowner), dictionary.dictinitoption
            FROM pg_catalog.pg_ts_dict dictionary
            JOIN pg_catalog.pg_namespace namespace ON namespace.oid = dictionary.dictnamespace
            JOIN pg_catalog.pg_ts_template template ON template.oid = dictionary.dicttemplate
            JOIN pg_catalog.pg_namespace above ON above.oid = template.tmplnamespace
            WHERE {scope.HasSchema} AND {CatalogScope.IsOwn($"dictionary.tableoid", $"dictionary.oid")}
            """;

        /// <inheritdoc/>
        public override SchemaObject Read(CatalogRow row) => new TextSearchDictionary(new(Kind, row.Text(), row.Text()), row.Text()) { Owner = row.Text(), Options = row.OptionalText() };
    }
}
