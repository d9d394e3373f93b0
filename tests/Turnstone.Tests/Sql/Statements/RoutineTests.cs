namespace Turnstone.Tests.Sql.Statements;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

public sealed class RoutineTests
{
    static Statement Parse(string text, PgVersion version = PgVersion.V18) =>
        Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), version);

    static T Parse<T>(string text, PgVersion version = PgVersion.V18) where T : Statement
    {
        var read = Parse(text, version).ShouldBeOfType<T>();
        (read.Error, read.IsUnparsed, read.Span).ShouldBe((null, false, new(0, text.Length)));
        return read;
    }

    static string Said(Statement statement, TextSpan span) => statement.Slice.Text.Substring(span.Start, span.Length);

    [Fact]
    public void CREATE_FUNCTION()
    {
        const string Text = """
            create or replace function app.f(a int = 1, out b text, variadic c text[]) returns text language 'plpgsql' stable security definer
            set search_path = app, "x" as $body$ begin end $body$ parallel safe
            """;
        var read = Parse<CreateRoutine>(Text);
        (read.OrReplace, read.IsProcedure, read.Name.ToString(), read.Language, read.IsSecurityDefiner, read.Body).ShouldBe((true, false, "\"app\".\"f\"", "plpgsql", true, null));
        read.Parameters.Select(parameter => (parameter.Mode, parameter.Name!.Value.Name, Said(read, parameter.Span)))
            .ShouldBe([(ParameterMode.In, "a", "a int = 1"), (ParameterMode.Out, "b", "out b text"), (ParameterMode.Variadic, "c", "variadic c text[]")]);
        read.Options.Select(option => option.Name).ShouldBe(["LANGUAGE", "STABLE", "SECURITY DEFINER", "SET", "AS", "PARALLEL"]);
        Said(read, read.Find("SET")!.Span).ShouldBe("set search_path = app, \"x\"");
        read.Find("SET")!.Setting!.Name.ShouldBe("search_path");
        (read.Code!.Value.Name, Said(read, read.Code.Value.Span)).ShouldBe((" begin end ", "$body$ begin end $body$"));
        Said(read, read.Returns!.Span).ShouldBe("text");
    }

    [Theory]
    [InlineData("double precision, x double precision", null, "x")]
    [InlineData("in out x int, x variadic int[]", "x", "x")]
    [InlineData("s.t.c%type, setof int", null, null)]
    [InlineData("x s.t, time with time zone", "x", null)]
    public void A_parameter_has_a_name_where_a_type_follows(string parameters, string? first, string? second) =>
        Parse<CreateRoutine>($"create function f({parameters}) returns int").Parameters.Select(parameter => parameter.Name?.Name).ShouldBe([first, second]);

    [Fact]
    public void RETURNS_TABLE()
    {
        Parse<CreateRoutine>("create function f(a int) returns table (b int, c text) language sql").Parameters.Select(parameter => parameter.Mode)
            .ShouldBe([ParameterMode.In, ParameterMode.Table, ParameterMode.Table]);
        Parse("create function f(out a int) returns table (b int)").Error!.Message.ShouldBe("OUT and INOUT arguments aren't allowed in TABLE functions");
    }

    [Fact]
    public void A_body_of_SQL()
    {
        var read = Parse<CreateRoutine>("create procedure p() begin atomic; insert into t values (1); return 2; end");
        (read.Language, read.Body!.IsAtomic).ShouldBe(("sql", true));
        read.Body.Statements.Select(statement => (statement.GetType().Name, Said(read, statement.Span))).ShouldBe([("Insert", "insert into t values (1)"), ("Return", "return 2")]);
        Parse("create procedure p() begin atomic select 1; into t values (1); end").Error!.Message.ShouldBe("syntax error at or near \"into\"");
        Parse("create procedure p() begin atomic alter 1; end").Error!.Message.ShouldBe("syntax error at or near \"1\"");
        Said(read, Parse<CreateRoutine>("create function f() returns int return a + 1").Body!.Span).Length.ShouldBe("return a + 1".Length);
        Parse("create function f() returns int begin atomic select 1 end").Error.ShouldNotBeNull();
        Parse("create function f() returns int begin atomic; false return; end").Error!.Message.ShouldBe("syntax error at or near \"false\"");
    }

    [Theory]
    [InlineData("create function f(a .%type) returns int")]
    [InlineData("create function f() returns setof t. %TYPE")]
    public void What_is_no_columns_type(string text) => Parse(text).Error.ShouldNotBeNull();

    [Theory]
    [InlineData("cost 0.5", "0.5")]
    [InlineData("rows 10", "10")]
    [InlineData("support s.f", "s.f")]
    [InlineData("as 'lib', 'symbol'", "'symbol'")]
    [InlineData("as 'select 1'", null)]
    public void What_an_option_is_given(string option, string? given)
    {
        var read = Parse<CreateRoutine>($"create function f() returns int {option}");
        (read.Options[0].Given is { } span ? Said(read, span) : null).ShouldBe(given);
    }

    [Fact]
    public void TRANSFORM()
    {
        var read = Parse<CreateRoutine>("create function f() returns int transform for type hstore, for type s.t language plperl");
        read.Options[0].Types.Select(type => Said(read, type.Span)).ShouldBe(["hstore", "s.t"]);
    }

    [Theory]
    [InlineData("with inout", true)]
    [InlineData("without function", false)]
    public void CREATE_CAST(string how, bool isInOut) => Parse<CreateCast>($"create cast (a as b) {how}").IsInOut.ShouldBe(isInOut);

    [Fact]
    public void ALTER_FUNCTION()
    {
        var read = Parse<AlterRoutine>("alter function s.f(int) set search_path to '' strict restrict");
        (read.Routine.Kind, read.Routine.Name.ToString()).ShouldBe((ObjectKind.Function, "\"s\".\"f\""));
        read.Options.Select(option => option.Name).ShouldBe(["SET", "STRICT"]);
        Parse("alter function f() set schema 's'").ShouldBeOfType<AlterRoutine>();
        Parse("alter function f() set schema s").ShouldNotBeOfType<AlterRoutine>();
    }

    [Theory]
    [InlineData("do $$ begin end $$", null, " begin end ")]
    [InlineData("do language plv8 'it''s'", "plv8", "it's")]
    [InlineData("do E'a\\n\\x41\\u00e9'", null, "a\nAé")]
    [InlineData("do E'caf\\xC3\\xA9 \\xE2\\x82\\xac \\303\\251\\xF0\\x9F\\230\\x80!'", null, "café € é😀!")]
    [InlineData("do E'\\xC3'\n'\\xA9'", null, "é")]
    [InlineData("do E'\\501\\60\\x6b6'", null, "A0k6")]
    [InlineData("do E'\\xC3\\x41\\xE9b\\xff'", null, "\uFFFDA\uFFFDb\uFFFD")]
    [InlineData("do U&'d\\0061t'", null, "dat")]
    public void DO(string text, string? language, string code)
    {
        var read = Parse<Do>(text);
        (read.Language, read.Code!.Value.Name).ShouldBe((language, code));
    }

    [Fact]
    public void CALL() => Parse<Call>("call p(a => 1, 2)").Function.Arguments.Length.ShouldBe(2);

    [Theory]
    [InlineData("create type t", TypeForm.Shell)]
    [InlineData("create type t (input = i, output = o)", TypeForm.Base)]
    [InlineData("create type t as (a int, b text collate \"C\")", TypeForm.Composite)]
    [InlineData("create type t as ()", TypeForm.Composite)]
    [InlineData("create type t as enum ('a', 'it''s')", TypeForm.Enum)]
    [InlineData("create type t as range (subtype = int4)", TypeForm.Range)]
    public void CREATE_TYPE(string text, TypeForm form)
    {
        var read = Parse<CreateType>(text);
        read.Form.ShouldBe(form);
        read.Labels.Select(label => label.Name).ShouldBe(form == TypeForm.Enum ? ["a", "it's"] : []);
    }

    [Fact]
    public void ALTER_TYPE()
    {
        var added = Parse<AddEnumValue>("alter type t add value 'b' before 'c'");
        (added.Value, added.Neighbour, added.IsBefore).ShouldBe(("b", "c", true));
        var changed = Parse<AlterCompositeType>("alter type t add attribute a int, drop attribute if exists b cascade, alter attribute c set data type text");
        changed.Actions.Select(action => (action.Kind, action.Name.Name, action.IfExists, action.IsCascade))
            .ShouldBe([("ADD", "a", false, false), ("DROP", "b", true, true), ("ALTER", "c", false, false)]);
        Said(changed, changed.Actions[1].Span).ShouldBe("drop attribute if exists b cascade");
    }

    [Fact]
    public void ALTER_DOMAIN()
    {
        var read = Parse<AlterDomain>("alter domain d add constraint c check (value > 0) not valid");
        (read.Action, read.Constraint!.Name!.Value.Name, read.Constraint.Attributes.IsNotValid).ShouldBe(("ADD CONSTRAINT", "c", true));
        Said(read, read.Constraint.Span).ShouldBe("constraint c check (value > 0) not valid");
        Parse<AlterDomain>("alter domain d validate constraint c").ConstraintName!.Value.Name.ShouldBe("c");
        Parse<AlterDomain>("alter domain d drop constraint if exists c cascade").IsCascade.ShouldBeTrue();
        Parse("alter domain d add not null", PgVersion.V16).Error.ShouldNotBeNull();
        Parse("alter domain d add not null").Error.ShouldBeNull();
    }

    [Fact]
    public void CREATE_TRIGGER()
    {
        var read = Parse<CreateTrigger>("""
            create trigger g after insert or update of a, b on s.t referencing new table as n old table o for each statement when (new.a > 1) execute function f.g(1, 'x', y)
            """);
        (read.Name.Name, read.Time, read.Table.ToString(), read.Function.ToString(), read.IsForEachRow).ShouldBe(("g", "AFTER", "\"s\".\"t\"", "\"f\".\"g\"", false));
        read.Events.Select(one => Said(read, one.Span)).ShouldBe(["insert", "update of a, b"]);
        read.Transitions.Select(one => (one.Name.Name, one.IsNew)).ShouldBe([("n", true), ("o", false)]);
        (Said(read, read.When!.Span), read.Arguments.Length).ShouldBe(("new.a > 1", 3));
        var constraint = Parse<CreateTrigger>("create constraint trigger g after delete on t from u deferrable initially deferred for each row execute procedure f()");
        (constraint.IsConstraint, constraint.Timing.IsInitiallyDeferred, constraint.Referenced!.Value.Name.Name).ShouldBe((true, true, "u"));
    }

    [Theory]
    [InlineData("create rule r as on insert to t do nothing", false, 0)]
    [InlineData("create rule r as on update to t where new.a > 1 do instead (notify n; delete from u; )", true, 2)]
    [InlineData("create or replace rule r as on select to t do instead (select 1) union select 2", true, 1)]
    public void CREATE_RULE(string text, bool isInstead, int actions)
    {
        var read = Parse<CreateRule>(text);
        (read.IsInstead, read.Actions.Length).ShouldBe((isInstead, actions));
    }

    [Fact]
    public void CREATE_POLICY()
    {
        var read = Parse<CreatePolicy>("create policy p on s.t as restrictive for update to public, current_user using (a = b) with check (true)");
        (read.IsRestrictive, read.Command, Said(read, read.Using!.Span)).ShouldBe((true, "UPDATE", "a = b"));
        read.Roles.Select(role => role.Special).ShouldBe(["PUBLIC", "CURRENT_USER"]);
        Parse("create policy p on t as other").Error.ShouldNotBeNull();
    }

    [Fact]
    public void CREATE_SCHEMA()
    {
        var read = Parse<CreateSchema>("create schema a authorization r create table t (id int) create view v as select 1");
        (read.Name!.Value.Name, read.Owner!.Name!.Value.Name).ShouldBe(("a", "r"));
        read.Elements.Select(element => Said(read, element.Span)).ShouldBe(["create table t (id int)", "create view v as select 1"]);
        Parse("create schema if not exists a create table t ()").Error.ShouldNotBeNull();
    }

    [Fact]
    public void EXTENSION()
    {
        var read = Parse<CreateExtension>("create extension if not exists x with schema s version '1.2' cascade");
        (read.IfNotExists, read.Name.Name, read.Schema!.Value.Name, read.Version, read.IsCascade).ShouldBe((true, "x", "s", "1.2", true));
        Parse<AlterExtension>("alter extension x update to '2'").Version.ShouldBe("2");
        Parse<AlterExtension>("alter extension x add function f(int)").Member!.Kind.ShouldBe(ObjectKind.Function);
        Parse("alter extension x add policy p on t").Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("create aggregate a (basetype = int, sfunc = f)")]
    [InlineData("create or replace aggregate a (int, variadic \"any\" order by variadic \"any\") (sfunc = f)")]
    [InlineData("create operator s.=> (procedure = f)", "syntax error")]
    [InlineData("create operator s.== (procedure = f, leftarg = int)")]
    [InlineData("alter operator + (int)  set (restrict = none)", "missing argument")]
    [InlineData("create operator class c default for type int using btree family f as operator 1 < for search, function 1 (int, int) g(int), storage text")]
    [InlineData("alter operator family f using btree drop function 1 (int)")]
    [InlineData("create cast (text as s.t) with function f(text) as implicit")]
    [InlineData("create transform for hstore language plperl (to sql with function f(internal))")]
    [InlineData("create default conversion c for 'UTF8' to 'LATIN1' from f")]
    [InlineData("create collation if not exists c from \"C\"")]
    [InlineData("alter collation c refresh version")]
    [InlineData("create or replace trusted procedural language l handler h inline i validator v")]
    [InlineData("create access method m type index handler h")]
    [InlineData("create text search configuration c (copy = english)")]
    [InlineData("alter text search configuration c alter mapping for asciiword replace a with b")]
    [InlineData("create event trigger e on ddl_command_end when tag in ('CREATE TABLE') execute function f()")]
    [InlineData("create aggregate a (out int) (sfunc = f)", "aggregates cannot have output arguments")]
    public void What_is_taken_and_what_is_not(string text, string? error = null)
    {
        var read = Parse(text);
        read.IsUnparsed.ShouldBe(error is not null);
        (read.Error?.Message ?? "").ShouldStartWith(error ?? "");
        (read.Error is null).ShouldBe(error is null);
    }
}
