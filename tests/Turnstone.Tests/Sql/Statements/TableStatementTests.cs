namespace Turnstone.Tests.Sql.Statements;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.TableActions;

public sealed class TableStatementTests
{
    static Statement Parse(string text, PgVersion version = PgVersion.V18) =>
        Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), version);

    static T Parse<T>(string text, PgVersion version = PgVersion.V18) where T : Statement
    {
        var read = Parse(text, version).ShouldBeOfType<T>();
        read.Error.ShouldBeNull();
        Written(text, read.Span).ShouldBe(text);
        return read;
    }

    static string Written(string text, TextSpan span) => text.Substring(span.Start, span.Length);

    static ColumnDefinition Column(CreateTable table, int at) => table.Elements[at].ShouldBeOfType<ColumnDefinition>();

    static T Action<T>(string action) where T : TableAction
    {
        var text = $"ALTER TABLE t {action}";
        var read = Parse<AlterTable>(text).Actions.ShouldHaveSingleItem().ShouldBeOfType<T>();
        Written(text, read.Span).ShouldBe(action);
        return read;
    }

    [Fact]
    public void CREATE_TABLE_has_columns_and_constraints()
    {
        const string Text = """
            CREATE UNLOGGED TABLE IF NOT EXISTS app.users (
                id bigint GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY,
                "Name" varchar(20) COLLATE "C" NOT NULL DEFAULT 'x' CONSTRAINT short CHECK (length("Name") < 9),
                city int REFERENCES cities (id) MATCH FULL ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
                full_name text GENERATED ALWAYS AS ("Name" || 'x') STORED,
                LIKE other INCLUDING ALL EXCLUDING INDEXES,
                CONSTRAINT one UNIQUE NULLS NOT DISTINCT (id, city) INCLUDE ("Name"),
                EXCLUDE USING gist (id WITH =, city WITH OPERATOR(pg_catalog.&&)) WHERE (id > 0)
            ) INHERITS (a, s.b) USING heap WITH (fillfactor = 70) TABLESPACE fast
            """;
        var table = Parse<CreateTable>(Text);
        (table.Persistence, table.IfNotExists, table.Name.ToString()).ShouldBe(("UNLOGGED", true, "\"app\".\"users\""));
        (string.Join(' ', table.Inherits), table.Storage?.Method?.Name, table.Storage?.Tablespace?.Name).ShouldBe(("\"a\" \"s\".\"b\"", "heap", "fast"));
        table.Storage.ShouldNotBeNull().Options.ShouldHaveSingleItem().Name.Name.ShouldBe("fillfactor");
        Column(table, 0).Constraints.Select(one => one.GetType()).ShouldBe([typeof(IdentityColumn), typeof(UniqueConstraint)]);
        Column(table, 0).Type.ShouldNotBeNull().Name.Name.Name.ShouldBe("int8");
        var name = Column(table, 1);
        (name.Name.Name, name.Collation?.Name.Name, Written(Text, name.Constraints[1].Span)).ShouldBe(("Name", "C", "DEFAULT 'x'"));
        name.Constraints[2].ShouldBeOfType<CheckConstraint>().Name?.Name.ShouldBe("short");
        var key = Column(table, 2).Constraints.ShouldHaveSingleItem().ShouldBeOfType<ForeignKey>();
        (key.Table.Name.Name, key.IsFullMatch, key.OnDelete, key.OnUpdate).ShouldBe(("cities", true, ReferenceAction.SetNull, null));
        (key.Attributes.IsDeferrable, key.Attributes.IsInitiallyDeferred).ShouldBe((true, true));
        Written(Text, key.Span).ShouldBe("REFERENCES cities (id) MATCH FULL ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED");
        Column(table, 3).Constraints.ShouldHaveSingleItem().ShouldBeOfType<GeneratedColumn>().IsStored.ShouldBeTrue();
        table.Elements[4].ShouldBeOfType<TableLike>().Options.ShouldBe([new(true, "ALL"), new(false, "INDEXES")]);
        var unique = table.Elements[5].ShouldBeOfType<TableConstraint>().Constraint.ShouldBeOfType<UniqueConstraint>();
        (unique.NullsNotDistinct, unique.Columns.Length, unique.Include.Length, unique.IsPrimaryKey).ShouldBe((true, 2, 1, false));
        var exclusion = table.Elements[6].ShouldBeOfType<TableConstraint>().Constraint.ShouldBeOfType<ExclusionConstraint>();
        string.Join(' ', exclusion.Keys.Select(one => one.With)).ShouldBe("= OPERATOR(\"pg_catalog\".&&)");
    }

    [Theory]
    [InlineData("CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (MAXVALUE)", "FROM", 1, 1)]
    [InlineData("CREATE TABLE p PARTITION OF t (a NOT NULL) FOR VALUES IN (1, 2)", "IN", 2, 0)]
    [InlineData("CREATE TABLE p PARTITION OF t FOR VALUES WITH (modulus 4, remainder 0)", "WITH", 0, 0)]
    [InlineData("CREATE TABLE p PARTITION OF t DEFAULT PARTITION BY LIST (lower(a) COLLATE \"C\" text_ops)", "DEFAULT", 0, 0)]
    public void A_partition_has_its_bound(string text, string kind, int values, int to)
    {
        var bound = Parse<CreateTable>(text).Bound.ShouldNotBeNull();
        (bound.Kind, bound.Values.Length, bound.To.Length).ShouldBe((kind, values, to));
    }

    [Theory]
    [InlineData("CREATE TABLE t AS SELECT 1", 0, true)]
    [InlineData("CREATE TEMP TABLE t (a, b) ON COMMIT DROP AS (SELECT 1, 2) WITH NO DATA", 2, false)]
    [InlineData("CREATE TABLE t (a) AS EXECUTE p (1) WITH DATA", 1, true)]
    public void A_table_of_a_query(string text, int columns, bool withData)
    {
        var table = Parse<CreateTableAs>(text);
        (table.Columns.Length, table.WithData, table.Query is null).ShouldBe((columns, withData, table.Prepared is not null));
    }

    [Fact]
    public void Columns_are_changed()
    {
        Action<AddColumn>("ADD COLUMN IF NOT EXISTS a int NOT NULL DEFAULT 1").ShouldSatisfyAllConditions(add => add.IfNotExists.ShouldBeTrue(), add => add.Column.Constraints.Length.ShouldBe(2));
        Action<DropColumn>("DROP IF EXISTS a CASCADE").ShouldSatisfyAllConditions(drop => drop.Column.Name.ShouldBe("a"), drop => drop.Cascade.ShouldBeTrue());
        var type = Action<AlterColumnType>("ALTER a SET DATA TYPE numeric(9,2) USING a::numeric");
        (type.Column.Name, type.Type.Name.Name.Name, type.Using is not null).ShouldBe(("a", "numeric", true));
        Action<SetDefault>("ALTER COLUMN a SET DEFAULT now()").Value.ShouldNotBeNull();
        Action<SetDefault>("ALTER COLUMN a DROP DEFAULT").Value.ShouldBeNull();
        Action<SetNotNull>("ALTER a SET NOT NULL").IsSet.ShouldBeTrue();
        Action<SetNotNull>("ALTER a DROP NOT NULL").IsSet.ShouldBeFalse();
        Action<AlterIdentity>("ALTER a SET GENERATED BY DEFAULT SET START 4 RESTART").ShouldSatisfyAllConditions(one => one.IsAlways.ShouldBe(false), one => one.Options.Length.ShouldBe(2));
    }

    [Fact]
    public void Constraints_are_changed()
    {
        var check = Action<AddConstraint>("ADD CONSTRAINT c CHECK (a > 0) NOT VALID").Constraint.ShouldBeOfType<CheckConstraint>();
        (check.Name?.Name, check.Attributes.IsNotValid).ShouldBe(("c", true));
        var key = Action<AddConstraint>("ADD FOREIGN KEY (a, b) REFERENCES s.o NOT VALID").Constraint.ShouldBeOfType<ForeignKey>();
        (key.Columns.Length, key.Referenced.Length, key.Table.ToString()).ShouldBe((2, 0, "\"s\".\"o\""));
        Action<AddConstraint>("ADD CONSTRAINT p PRIMARY KEY USING INDEX i").Constraint.ShouldBeOfType<UniqueConstraint>().UsingIndex?.Name.ShouldBe("i");
        Action<AddConstraint>("ADD CONSTRAINT n NOT NULL a NOT VALID").Constraint.ShouldBeOfType<NotNullConstraint>().Column?.Name.ShouldBe("a");
        Action<ValidateConstraint>("VALIDATE CONSTRAINT c").Name.Name.ShouldBe("c");
        Action<DropConstraint>("DROP CONSTRAINT IF EXISTS c").IfExists.ShouldBeTrue();
        Action<AlterConstraint>("ALTER CONSTRAINT c NOT DEFERRABLE").Attributes.IsDeferrable.ShouldBe(false);
    }

    [Theory]
    [InlineData("ALTER TABLE ONLY s.t ADD a int, DROP b", ObjectKind.Table, "\"s\".\"t\"", 2)]
    [InlineData("ALTER INDEX IF EXISTS i SET (fillfactor = 50)", ObjectKind.Index, "\"i\"", 1)]
    [InlineData("ALTER SEQUENCE q OWNER TO CURRENT_USER", ObjectKind.Sequence, "\"q\"", 1)]
    [InlineData("ALTER MATERIALIZED VIEW v SET TABLESPACE x, CLUSTER ON i", ObjectKind.MaterializedView, "\"v\"", 2)]
    [InlineData("ALTER FOREIGN TABLE f OPTIONS (ADD a '1', DROP b)", ObjectKind.ForeignTable, "\"f\"", 1)]
    public void Relations_are_altered_alike(string text, ObjectKind kind, string name, int actions)
    {
        var altered = Parse<AlterTable>(text);
        (altered.Kind, altered.Table.Name.ToString(), altered.Actions.Length).ShouldBe((kind, name, actions));
    }

    [Theory]
    [InlineData("ALTER TABLE IF EXISTS s.t RENAME a TO b", ObjectKind.Table, "\"s\".\"t\"", "COLUMN", "a", "b")]
    [InlineData("ALTER TABLE ONLY t RENAME CONSTRAINT a TO b", ObjectKind.Table, "\"t\"", "CONSTRAINT", "a", "b")]
    [InlineData("ALTER TABLE t RENAME TO b", ObjectKind.Table, "\"t\"", null, null, "b")]
    [InlineData("ALTER TYPE t RENAME ATTRIBUTE a TO b CASCADE", ObjectKind.Type, "\"t\"", "ATTRIBUTE", "a", "b")]
    [InlineData("ALTER FUNCTION s.f(a int, VARIADIC text[]) RENAME TO b", ObjectKind.Function, "\"s\".\"f\"", null, null, "b")]
    [InlineData("ALTER TRIGGER x ON s.t RENAME TO b", ObjectKind.Trigger, "\"x\"", null, null, "b")]
    [InlineData("ALTER OPERATOR CLASS s.o USING gin RENAME TO b", ObjectKind.OperatorClass, "\"s\".\"o\"", null, null, "b")]
    public void What_is_renamed(string text, ObjectKind kind, string name, string? part, string? old, string renamed)
    {
        var rename = Parse<Rename>(text);
        (rename.Object.Kind, rename.Object.Name.ToString(), rename.Part, rename.OldName?.Name, rename.NewName.Name).ShouldBe((kind, name, part, old, renamed));
    }

    [Theory]
    [InlineData("ALTER OPERATOR @@ (int, NONE) OWNER TO me", ObjectKind.Operator, "\"@@\"")]
    [InlineData("ALTER LARGE OBJECT -12 OWNER TO me", ObjectKind.LargeObject, "\"\"")]
    [InlineData("ALTER AGGREGATE a(int ORDER BY text) OWNER TO me", ObjectKind.Aggregate, "\"a\"")]
    public void Who_owns_it(string text, ObjectKind kind, string name)
    {
        var altered = Parse<AlterOwner>(text);
        (altered.Object.Kind, altered.Object.Name.ToString(), altered.Owner.Name?.Name).ShouldBe((kind, name, "me"));
    }

    [Fact]
    public void Other_statements_of_all_kinds()
    {
        Parse<MoveToSchema>("ALTER TEXT SEARCH PARSER p SET SCHEMA s").Schema.Name.ShouldBe("s");
        Parse<DependOnExtension>("ALTER TRIGGER x ON t NO DEPENDS ON EXTENSION e").Depends.ShouldBeFalse();
        Parse<Comment>("COMMENT ON COLUMN s.t.c IS 'x'").Object.ShouldSatisfyAllConditions(one => one.Owner.ToString().ShouldBe("\"s\".\"t\""), one => one.Name.Name.Name.ShouldBe("c"));
        Parse<SecurityLabel>("SECURITY LABEL FOR p ON ROLE r IS NULL").Label.ShouldBeNull();
        Parse<AttachPartition>("ALTER TABLE t ATTACH PARTITION p DEFAULT").Bound.ShouldNotBeNull();
        Parse<AlterAllInTablespace>("ALTER INDEX ALL IN TABLESPACE a OWNED BY b, c SET TABLESPACE d NOWAIT").Owners.Length.ShouldBe(2);
        Parse<AlterSequence>("ALTER SEQUENCE s RESTART OWNED BY t.c").Options[1].Object?.Owner?.Name.Name.ShouldBe("t");
        Parse<Lock>("LOCK t, ONLY u IN SHARE ROW EXCLUSIVE MODE NOWAIT").Mode.ShouldBe("SHARE ROW EXCLUSIVE");
        Parse<Truncate>("TRUNCATE t, s.u RESTART IDENTITY CASCADE").ShouldSatisfyAllConditions(one => one.Tables.Length.ShouldBe(2), one => one.RestartIdentity.ShouldBeTrue(), one => one.Cascade.ShouldBeTrue());
        Parse<CreateView>("CREATE OR REPLACE VIEW v WITH (security_barrier) AS SELECT 1 WITH LOCAL CHECK OPTION").Check.ShouldBe("LOCAL");
        Parse<RefreshMaterializedView>("REFRESH MATERIALIZED VIEW CONCURRENTLY v").Concurrently.ShouldBeTrue();
        Parse<CreateStatistics>("CREATE STATISTICS ON a, (b + 1) FROM t", PgVersion.V16).Keys.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("DROP TABLE IF EXISTS a, s.b CASCADE", ObjectKind.Table, 2, true)]
    [InlineData("DROP FUNCTION f, g(int, OUT text)", ObjectKind.Function, 2, false)]
    [InlineData("DROP OPERATOR +(int, int), s.-(NONE, int)", ObjectKind.Operator, 2, false)]
    [InlineData("DROP CAST (int AS text)", ObjectKind.Cast, 1, false)]
    [InlineData("DROP TRIGGER x ON s.t CASCADE", ObjectKind.Trigger, 1, true)]
    [InlineData("DROP TRANSFORM FOR hstore LANGUAGE plperl", ObjectKind.Transform, 1, false)]
    [InlineData("DROP PROCEDURAL LANGUAGE l", ObjectKind.Language, 1, false)]
    public void What_is_dropped(string text, ObjectKind kind, int objects, bool cascade)
    {
        var drop = Parse<Drop>(text);
        (drop.Kind, drop.Objects.Length, drop.Cascade).ShouldBe((kind, objects, cascade));
    }

    [Fact]
    public void An_index_has_its_keys()
    {
        const string Text = "CREATE INDEX CONCURRENTLY i ON t USING gin (a, lower(b) text_ops DESC NULLS LAST, (c + 1)) INCLUDE (d) WITH (fillfactor = 70) TABLESPACE x WHERE e > 1";
        var index = Parse<CreateIndex>(Text);
        (index.Method?.Name, index.Keys.Length, index.Include.Length, index.Tablespace?.Name).ShouldBe(("gin", 3, 1, "x"));
        Written(Text, index.Keys[1].Span).ShouldBe("lower(b) text_ops DESC NULLS LAST");
        Written(Text, index.Where.ShouldNotBeNull().Span).ShouldBe("e > 1");
    }

    [Theory]
    [InlineData("CREATE TABLE t (a int GENERATED ALWAYS AS (1) VIRTUAL)", PgVersion.V17)]
    [InlineData("CREATE TABLE t (a int STORAGE plain)", PgVersion.V15)]
    [InlineData("CREATE UNIQUE INDEX ON t (a) NULLS NOT DISTINCT", PgVersion.V14)]
    [InlineData("ALTER TABLE t ALTER a SET EXPRESSION AS (b)", PgVersion.V16)]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (a) NOT ENFORCED", PgVersion.V17)]
    public void What_is_newer_is_refused(string text, PgVersion before)
    {
        Parse(text, before).Error.ShouldNotBeNull();
        Parse(text, before + 1).Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("CREATE TABLE t (a int CHECK)")]
    [InlineData("CREATE TABLE t (a int, UNIQUE)")]
    [InlineData("CREATE TABLE t (a int, CHECK (a > 0) DEFERRABLE)")]
    [InlineData("CREATE TABLE t (a int,)")]
    [InlineData("CREATE TABLE t (a, b)")]
    [InlineData("ALTER TABLE t ADD COLUMN")]
    [InlineData("ALTER TABLE t RENAME a b")]
    [InlineData("ALTER CONVERSION c FROB")]
    [InlineData("ALTER TABLE t OWNER TO none")]
    [InlineData("DROP OPERATOR +(int)")]
    public void What_PostgreSQL_refuses(string text) => Parse(text).Error.ShouldNotBeNull();
}
