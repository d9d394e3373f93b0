namespace Turnstone.Tests.Sql.Statements;

using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Tests.Grammar;

public sealed class ParserTests
{
    static readonly string LongName = new('é', 31);

    static Statement Parse(string text, PgVersion version = PgVersion.V18) =>
        Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), version);

    static T Parse<T>(string text, PgVersion version = PgVersion.V18) where T : Statement => Parse(text, version).ShouldBeOfType<T>();

    static ObjectName Name(string? schema, string name) => new(schema is null ? null : new Identifier(schema), new Identifier(name));

    [Theory]
    [InlineData("name", null, "name")]
    [InlineData("Größe_ÄÖ", null, "größe_ÄÖ")]
    [InlineData("\"we\"\"ird\"", null, "we\"ird")]
    [InlineData("\"select\".\"we\"\"ird\"", "select", "we\"ird")]
    [InlineData("App /* in */ . -- the\n\"T\"", "app", "T")]
    [InlineData("db.app.t", "app", "t")]
    [InlineData("U&\"d\\0061t\\+000061\"", null, "data")]
    [InlineData("U&\"d!0061!!\" UESCAPE '!'", null, "da!")]
    [InlineData("U&\"\\D83D\\DE00\"", null, "😀")]
    [InlineData("t$1", null, "t$1")]
    public void A_name_is_what_PostgreSQL_keeps(string written, string? schema, string name) =>
        Parse<DropIndex>($"DROP INDEX {written}").Names.ShouldBe([Name(schema, name)]);

    [Fact]
    public void A_name_that_is_too_long_is_cut_by_whole_characters()
    {
        Parse<CreateDatabase>($"CREATE DATABASE {LongName}zz").Name.Name.ShouldBe(LongName + "z");
        Parse<CreateDatabase>($"CREATE DATABASE \"{LongName}é\"").Name.Name.ShouldBe(LongName);
        Parse<CreateDatabase>($"CREATE DATABASE \"{new string('x', 60)}😀\"").Name.Name.ShouldBe(new string('x', 60));
    }

    [Theory]
    [InlineData("${schema}")]
    [InlineData("old_${schema}")]
    [InlineData("app.${name}")]
    [InlineData("\"\"")]
    [InlineData("U&\"\\00\"")]
    [InlineData("U&\"\\+110000\"")]
    [InlineData("U&\"a\" UESCAPE b")]
    [InlineData("a.")]
    [InlineData("1")]
    [InlineData("'a'")]
    [InlineData("")]
    public void What_is_no_name_is_an_error(string written)
    {
        Parse<OtherStatement>($"DROP INDEX CONCURRENTLY {written}").Error.ShouldNotBeNull();
        Parse($"ALTER TABLE {written} DETACH PARTITION p CONCURRENTLY").Error.ShouldNotBeNull();
    }

    // What is no relation is looked for by the server alone, and what is dropped or described is none to the grammar.
    [Theory]
    [InlineData("DROP TABLE #")]
    [InlineData("DROP INDEX #")]
    [InlineData("DROP OPERATOR CLASS # USING btree")]
    [InlineData("DROP TRIGGER t ON #")]
    [InlineData("COMMENT ON VIEW # IS NULL")]
    [InlineData("COMMENT ON CONSTRAINT c ON # IS NULL")]
    [InlineData("CREATE TYPE # AS ENUM ()")]
    [InlineData("CREATE TABLE t OF #")]
    [InlineData("CREATE COLLATION # FROM #")]
    [InlineData("CREATE INDEX ON t (x COLLATE # #)")]
    [InlineData("ALTER TYPE # RENAME TO e")]
    [InlineData("ALTER DOMAIN # DROP NOT NULL")]
    [InlineData("ALTER STATISTICS # SET STATISTICS 1")]
    [InlineData("GRANT USAGE ON TYPE # TO r")]
    [InlineData("SELECT x COLLATE #")]
    [InlineData("SELECT #()")]
    [InlineData("SELECT NULL::#")]
    public void A_name_that_is_no_relations_may_have_any_number_of_parts(string text)
    {
        foreach (var version in (ReadOnlySpan<PgVersion>)[PgVersion.V14, PgVersion.V18])
        {
            var statement = Parse(text.Replace("#", "a.b.c.d", StringComparison.Ordinal), version);
            statement.Error.ShouldBeNull(text);
            NormalTree.Of(statement).ShouldNotBeNull().ShouldContain("a.b.c.d");
        }
    }

    [Theory]
    [InlineData("ALTER TABLE # ADD x int", 12)]
    [InlineData("ALTER INDEX # RENAME TO x", 12)]
    [InlineData("ALTER TRIGGER t ON # RENAME TO x", 19)]
    [InlineData("ALTER TYPE # ADD ATTRIBUTE x int", 11)]
    [InlineData("ALTER TYPE # RENAME ATTRIBUTE x TO y", 11)]
    [InlineData("CREATE TYPE # AS (x int)", 12)]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON # EXECUTE FUNCTION f()", 34)]
    [InlineData("GRANT SELECT ON # TO r", 16)]
    [InlineData("SELECT * FROM #", 14)]
    public void That_of_a_relation_has_three_at_most(string text, int at)
    {
        var error = Parse(text.Replace("#", "a.b.c.d", StringComparison.Ordinal)).Error.ShouldNotBeNull(text);
        (error.Message, error.Position.Offset).ShouldBe(("improper qualified name (too many dotted names)", at), text);
        Parse(text.Replace("#", "a.b.c", StringComparison.Ordinal)).Error.ShouldBeNull(text);
    }

    [Fact]
    public void A_name_keeps_the_database_before_its_schema_and_is_the_same_without_it()
    {
        var name = Parse<DropIndex>("DROP INDEX db.app.i").Names.ShouldHaveSingleItem();
        (name.ToString(), name.Span).ShouldBe(("\"db\".\"app\".\"i\"", new(11, 8)));
        name.ShouldBe(Name("app", "i"));
        name.GetHashCode().ShouldBe(Name("app", "i").GetHashCode());
    }

    [Fact]
    public void A_statement_is_its_slice()
    {
        var slice = StatementReader.ReadAll("SELECT 1;\n  /* two */ vacuum -- now\n t;")[1];
        Parser.Parse(slice, PgVersion.V14).Slice.ShouldBeSameAs(slice);
        Parser.Parse(slice with { Text = "no statement" }, PgVersion.V14).ShouldBeOfType<OtherStatement>().Verb.ShouldBe("NO");
    }

    [Fact]
    public void CREATE_DATABASE() => Parse<CreateDatabase>("create database \"We\"\"ird\" template = template0 encoding 'UTF8'").Name.Name.ShouldBe("We\"ird");

    [Fact]
    public void DROP_DATABASE()
    {
        Parse<DropDatabase>("drop database if exists D with (force)").ShouldSatisfyAllConditions(drop => drop.Name.Name.ShouldBe("d"), drop => drop.IfExists.ShouldBeTrue());
        Parse<DropDatabase>("drop database \"if exists\"").IfExists.ShouldBeFalse();
    }

    [Fact]
    public void ALTER_DATABASE()
    {
        var moved = Parse<AlterDatabaseTablespace>("alter database D set tablespace \"T\"");
        (moved.Name.Name, moved.Tablespace.Name).ShouldBe(("d", "T"));
        Parse<Rename>("alter database d rename to e").NewName.Name.ShouldBe("e");
    }

    [Fact]
    public void TABLESPACE()
    {
        Parse<CreateTablespace>("create tablespace ts owner me location '/x' with (random_page_cost = 1)").Name.Name.ShouldBe("ts");
        Parse<DropTablespace>("drop tablespace if exists ts").ShouldSatisfyAllConditions(drop => drop.Name.Name.ShouldBe("ts"), drop => drop.IfExists.ShouldBeTrue());
    }

    [Theory]
    [InlineData("alter system set Work_mem = '4MB'", "work_mem")]
    [InlineData("alter system set app.level to 1", "app.level")]
    [InlineData("alter system reset work_mem", "work_mem")]
    [InlineData("alter system reset all", null)]
    public void ALTER_SYSTEM(string text, string? setting) => Parse<AlterSystem>(text).Setting.ShouldBe(setting);

    [Theory]
    [InlineData("vacuum", "")]
    [InlineData("vacuum full freeze verbose analyze", "")]
    [InlineData("vacuum (analyze, parallel 2) s.t (a, b), \"U\"", "\"s\".\"t\" \"U\"")]
    [InlineData("vacuum analyze t", "\"t\"")]
    [InlineData("vacuum only t", "\"t\"")]
    public void VACUUM(string text, string tables) => string.Join(' ', Parse<Vacuum>(text).Tables).ShouldBe(tables);

    [Theory]
    [InlineData("cluster", null, null)]
    [InlineData("cluster verbose", null, null)]
    [InlineData("cluster (verbose)", null, null)]
    [InlineData("cluster s.t", "\"s\".\"t\"", null)]
    [InlineData("cluster verbose t using Ix", "\"t\"", "\"ix\"")]
    [InlineData("cluster (verbose off) \"T\" using ix", "\"T\"", "\"ix\"")]
    [InlineData("cluster ix on s.t", "\"s\".\"t\"", "\"ix\"")]
    public void CLUSTER(string text, string? table, string? index)
    {
        var cluster = Parse<Cluster>(text);
        (cluster.Table?.ToString(), cluster.Index?.ToString()).ShouldBe((table, index));
    }

    [Theory]
    [InlineData("create index i on t (a)", "i", "\"t\"", "(a)", "")]
    [InlineData("create index on t (a)", null, "\"t\"", "(a)", "")]
    [InlineData("create index concurrently on s.\"T\" using gin (a) where b /* ! */ > 1", null, "\"s\".\"T\"", "using gin (a) where b /* ! */ > 1", "concurrently")]
    [InlineData("create unique index CONCURRENTLY if not exists \"On\" on only t(a)include(b)", "On", "\"t\"", "(a)include(b)", "concurrently if-not-exists only unique")]
    [InlineData("create index concurrently i on only (s.t) (a)", "i", "\"s\".\"t\"", "(a)", "concurrently only")]
    [InlineData("create index i on t * (a)", "i", "\"t\"", "(a)", "")]
    [InlineData("create index \"concurrently\" on t -- x\n(a)", "concurrently", "\"t\"", "(a)", "")]
    [InlineData("create index if on t (a)", "if", "\"t\"", "(a)", "")]
    public void CREATE_INDEX(string text, string? name, string table, string definition, string how)
    {
        var index = Parse<CreateIndex>(text);
        (index.Name?.Name, index.Table.ToString()).ShouldBe((name, table));
        text.Substring(index.Definition.Start, index.Definition.Length).ShouldBe(definition);
        string[] told = [index.Concurrently ? "concurrently" : "", index.IfNotExists ? "if-not-exists" : "", index.Only ? "only" : "", index.Unique ? "unique" : ""];
        string.Join(' ', told.Where(word => word.Length > 0)).ShouldBe(how);
    }

    [Theory]
    [InlineData("create index if not exists on t (a)")]
    [InlineData("create index s.i on t (a)")]
    [InlineData("create index i on t")]
    [InlineData("create index i on only (t (a)")]
    [InlineData("create index i on ${t} (a)")]
    [InlineData("create index")]
    public void What_is_no_index(string text) => Parse<OtherStatement>(text).Error.ShouldNotBeNull();

    [Theory]
    [InlineData("drop index i", "\"i\"", "")]
    [InlineData("drop index concurrently if exists s.i", "\"s\".\"i\"", "concurrently if-exists")]
    [InlineData("drop index i, cascade cascade", "\"i\" \"cascade\"", "cascade")]
    [InlineData("drop index \"concurrently\" restrict", "\"concurrently\"", "")]
    public void DROP_INDEX(string text, string names, string how)
    {
        var drop = Parse<DropIndex>(text);
        string.Join(' ', drop.Names).ShouldBe(names);
        string[] told = [drop.Cascade ? "cascade" : "", drop.Concurrently ? "concurrently" : "", drop.IfExists ? "if-exists" : ""];
        string.Join(' ', told.Where(word => word.Length > 0)).ShouldBe(how);
    }

    [Theory]
    [InlineData("reindex index i", ReindexTarget.Index, false, "\"i\"")]
    [InlineData("reindex table concurrently s.t", ReindexTarget.Table, true, "\"s\".\"t\"")]
    [InlineData("reindex (verbose, concurrently) index i", ReindexTarget.Index, true, "\"i\"")]
    [InlineData("reindex (concurrently 0, tablespace ts) table t", ReindexTarget.Table, false, "\"t\"")]
    [InlineData("reindex (concurrently false) table concurrently t", ReindexTarget.Table, true, "\"t\"")]
    [InlineData("reindex schema concurrently \"S\"", ReindexTarget.Schema, true, "\"S\"")]
    [InlineData("reindex (verbose) database d", ReindexTarget.Database, false, "\"d\"")]
    [InlineData("reindex database concurrently", ReindexTarget.Database, true, null)]
    [InlineData("reindex system", ReindexTarget.System, false, null)]
    public void REINDEX(string text, ReindexTarget target, bool concurrently, string? name)
    {
        var reindex = Parse<Reindex>(text);
        (reindex.Target, reindex.Concurrently, reindex.Name?.ToString()).ShouldBe((target, concurrently, name));
    }

    [Theory]
    [InlineData("reindex database", PgVersion.V15)]
    [InlineData("reindex table", PgVersion.V18)]
    [InlineData("reindex (concurrently", PgVersion.V18)]
    [InlineData("reindex t", PgVersion.V18)]
    public void What_is_no_REINDEX(string text, PgVersion version) => Parse(text, version).ShouldBeOfType<OtherStatement>().Error.ShouldNotBeNull();

    [Theory]
    [InlineData("alter table p detach partition p1", "\"p\" \"p1\"", "")]
    [InlineData("alter table if exists only s.p detach partition \"P1\" concurrently", "\"s\".\"p\" \"P1\"", "concurrently if-exists")]
    [InlineData("alter table p detach partition s.p1 finalize", "\"p\" \"s\".\"p1\"", "finalize")]
    [InlineData("alter table p detach partition \"concurrently\"", "\"p\" \"concurrently\"", "")]
    public void DETACH_PARTITION(string text, string names, string how)
    {
        var detach = Parse<DetachPartition>(text);
        $"{detach.Table} {detach.Partition}".ShouldBe(names);
        string[] told = [detach.Concurrently ? "concurrently" : "", detach.Finalize ? "finalize" : "", detach.IfExists ? "if-exists" : ""];
        string.Join(' ', told.Where(word => word.Length > 0)).ShouldBe(how);
    }

    [Fact]
    public void Another_ALTER_TABLE_is_not_a_DETACH() => Parse<AlterTable>("alter table t add column detach partition").Error.ShouldBeNull();

    [Theory]
    [InlineData("alter subscription s refresh publication", SubscriptionChange.Refresh, "")]
    [InlineData("alter subscription s set (failover = true)", SubscriptionChange.SetOptions, "")]
    [InlineData("alter subscription s set publication p, \"Q\" with (refresh = false)", SubscriptionChange.SetPublications, "\"p\" \"Q\"")]
    [InlineData("alter subscription s add publication p", SubscriptionChange.AddPublications, "\"p\"")]
    [InlineData("alter subscription s drop publication p, q", SubscriptionChange.DropPublications, "\"p\" \"q\"")]
    [InlineData("alter subscription s disable", SubscriptionChange.Disable, "")]
    [InlineData("alter subscription s enable", SubscriptionChange.Enable, "")]
    [InlineData("alter subscription s skip (lsn = none)", SubscriptionChange.Skip, "")]
    public void ALTER_SUBSCRIPTION(string text, SubscriptionChange change, string publications)
    {
        var altered = Parse<AlterSubscription>(text);
        (altered.Name.Name, altered.Change, string.Join(' ', altered.Publications)).ShouldBe(("s", change, publications));
    }

    [Fact]
    public void SUBSCRIPTION()
    {
        Parse<CreateSubscription>("create subscription \"S\" connection 'password=x' publication p").Name.Name.ShouldBe("S");
        Parse<DropSubscription>("drop subscription if exists s cascade").ShouldSatisfyAllConditions(drop => drop.Name.Name.ShouldBe("s"), drop => drop.IfExists.ShouldBeTrue());
    }

    [Theory]
    [InlineData("'x'", "x")]
    [InlineData("'it''s'", "it's")]
    [InlineData("$$it's$$", "it's")]
    [InlineData("$a$$$x$a$", "$$x")]
    [InlineData("E'x'", "x")]
    [InlineData("'a'\n'b'", "ab")]
    [InlineData("E'\\''", "'")]
    [InlineData("U&'\\0061'", "a")]
    public void PREPARED(string written, string gid)
    {
        Parse<CommitPrepared>($"commit prepared {written}").Gid.ShouldBe(gid);
        Parse<RollbackPrepared>($"rollback prepared {written}").Gid.ShouldBe(gid);
    }

    [Theory]
    [InlineData("B'1'")]
    [InlineData("x")]
    [InlineData("'unterminated")]
    [InlineData("")]
    public void What_is_no_string_is_not_taken(string written) => Parse($"COMMIT PREPARED {written}").ShouldBeOfType<OtherStatement>().Error.ShouldNotBeNull();

    [Fact]
    public void DISCARD()
    {
        Parse("discard all").ShouldBeOfType<DiscardAll>();
        Parse<Discard>("discard plans").What.ShouldBe("PLANS");
    }

    [Fact]
    public void ALTER_TYPE()
    {
        var added = Parse<AddEnumValue>("alter type s.\"Mood\" add value if not exists 'it''s' before 'b'");
        (added.Type.ToString(), added.IfNotExists, added.Value).ShouldBe(("\"s\".\"Mood\"", true, "it's"));
        Parse<RenameEnumValue>("alter type t rename value 'a' to 'b'").NewValue.ShouldBe("b");
    }

    [Fact]
    public void CALL() => Parse<Call>("call s.p(1, 'x')").Procedure.ShouldBe(Name("s", "p"));

    [Theory]
    [InlineData("do $$ begin end $$", null)]
    [InlineData("do language PLPGSQL 'begin end'", "plpgsql")]
    [InlineData("do $$ $$ language 'plv8'", "plv8")]
    public void DO(string text, string? language) => Parse<Do>(text).Language.ShouldBe(language);

    [Fact]
    public void Nothing_throws_on_any_text() => HostileText.Check(text => Beginnings.All(beginning => Take(beginning + " " + text) && Take(beginning + text)));

    static readonly string[] Beginnings =
    [
        .. Parser.All.SelectMany(parser => parser.Beginnings), "", "create unique index concurrently i on", "create index", "reindex (", "reindex table", "alter table t detach partition",
        "alter type t add value", "alter subscription s add publication", "alter system set", "drop index concurrently", "alter database d set tablespace", "cluster (",
    ];

    static bool Take(string text)
    {
        foreach (var statement in StatementReader.ReadAll(text))
        {
            _ = Parser.Parse(statement, PgVersion.V14).ToString() + Parser.Parse(statement, PgVersion.V18);
            _ = new LockForecast().MayBlock(new TokenReader(statement));
        }
        return true;
    }

    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a) |WITHOUT HASTE", "CREATE INDEX")]
    [InlineData("ALTER TABLE t ADD a int, |FROBNICATE COLUMN b", "ALTER TABLE")]
    [InlineData("DO $$ BEGIN END $$ |SOMEHOW", "DO")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN END $$ |ASYNCHRONOUS", "CREATE FUNCTION")]
    [InlineData("SELECT a FROM t WHERE a |b", "SELECT")]
    [InlineData("|FROBNICATE TABLE t", "FROBNICATE")]
    [InlineData("CREATE |WHATEVER w", "CREATE WHATEVER")]
    public void What_has_a_clause_or_a_beginning_that_is_not_known_is_text_with_a_place_where_it_is_not(string text, string verb)
    {
        var written = text.Replace("|", "", StringComparison.Ordinal);
        var statement = Parse(written).ShouldBeOfType<OtherStatement>();
        (statement.Verb, statement.IsUnparsed, statement.Span).ShouldBe((verb, true, new TextSpan(0, written.Length)));
        statement.Error.ShouldNotBeNull().Position.Offset.ShouldBe(text.IndexOf('|', StringComparison.Ordinal));
        statement.Children.ShouldBeEmpty();
    }
}
