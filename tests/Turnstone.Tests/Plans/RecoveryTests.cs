namespace Turnstone.Tests.Plans;

using System.Text;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Plans.Recoveries;
using Turnstone.Sql;
using Turnstone.Tests.Configuration;
using Turnstone.Tests.Planning;

public sealed class RecoveryTests
{
    static Recovery? Of(string text) => Recovery.Of(Parser.Parse(StatementReader.ReadAll(text).ShouldHaveSingleItem(), PgVersion.V18));

    public static TheoryData<string, string> Known => new()
    {
        { "create unique index concurrently if not exists I on S.t (a)", "IndexBuild { Schema = s, Table = t, Index = i, Unique = True, IfNotExists = True, Definition = (a) }" },
        { "create index concurrently on \"select\" using hash (a)", "IndexBuild { Schema = , Table = select, Index = , Unique = False, IfNotExists = False, Definition = using hash (a) }" },
        { "drop index concurrently if exists s.i", "IndexDrop { Schema = s, Index = i }" },
        { "drop index concurrently i, j", "Repetition { }" },
        { "reindex (concurrently) table s.t", "IndexRebuild { Target = Table, Schema = s, Name = t }" },
        { "reindex database concurrently", "IndexRebuild { Target = Database, Schema = , Name =  }" },
        { "reindex schema s", "Repetition { }" },
        { "alter table p detach partition s.\"P1\" concurrently", "PartitionDetach { Schema = , Table = p, PartitionSchema = s, Partition = P1 }" },
        { "create database d", "Creation { Object = Database, Name = d }" },
        { "create tablespace d location ''", "Creation { Object = Tablespace, Name = d }" },
        { "create subscription d connection 'password=secret' publication p", "Creation { Object = Subscription, Name = d }" },
        { "drop database if exists d", "Removal { Object = Database, Name = d }" },
        { "drop tablespace d", "Removal { Object = Tablespace, Name = d }" },
        { "drop subscription d", "Removal { Object = Subscription, Name = d }" },
        { "commit prepared 'it''s'", "PreparedEnd { Gid = it's }" },
        { "rollback prepared 'x'", "PreparedEnd { Gid = x }" },
        { "vacuum full t", "Repetition { }" },
        { "cluster", "Repetition { }" },
        { "alter system set work_mem = 1", "Repetition { }" },
        { "alter database d set tablespace t", "DatabaseMove { Database = d, Tablespace = t }" },
        { "alter subscription s refresh publication", "Repetition { }" },
        { "alter subscription s set publication p", "Repetition { }" },
        { "alter subscription s set (failover)", "Repetition { }" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Each_statement_has_its_own(string text, string recovery) => Of(text)?.ToString().ShouldBe(recovery);

    [Fact]
    public void Publications_are_added_or_dropped()
    {
        Of("alter subscription s add publication p, \"Q\"").ShouldBeOfType<PublicationChange>().ShouldSatisfyAllConditions(
            change => change.Subscription.ShouldBe("s"), change => change.Publications.ShouldBe(["p", "Q"]), change => change.Added.ShouldBeTrue());
        Of("alter subscription s drop publication p").ShouldBeOfType<PublicationChange>().Added.ShouldBeFalse();
    }

    [Theory]
    [InlineData("call p()")]
    [InlineData("do $$ begin end $$")]
    [InlineData("create index i on t (a)")]
    [InlineData("create index concurrently ${i} on t (a)")]
    [InlineData("create index concurrently i on t (a) where b = '${secret}'")]
    [InlineData("alter table p detach partition q finalize")]
    [InlineData("select 1")]
    public void Where_only_a_person_can_tell_there_is_none(string text) => Of(text).ShouldBeNull();

    [Fact]
    public void A_plan_holds_them_and_gives_them_back()
    {
        var text = string.Concat(Known.Select(one => one.Data.Item1 + ";\n"));
        var plan = Sample.Make(Sample.Settings, Sample.Set(Sample.File("V1__all.sql", text)), History.Empty).Value.ShouldNotBeNull();
        var steps = plan.Migrations[0].Steps.Cast<SqlStep>().ToList();
        steps.Select(step => $"{step.Recovery}").ShouldBe(Known.Select(one => one.Data.Item2));

        var bytes = PlanFile.Write(plan);
        var read = PlanFile.Read(bytes, "plan.json").Value.ShouldNotBeNull();
        Encoding.UTF8.GetString(PlanFile.Write(read)).ShouldBe(Encoding.UTF8.GetString(bytes));
        read.Migrations[0].Steps.Cast<SqlStep>().Select(step => step.Recovery).ShouldBe(steps.Select(step => step.Recovery));
    }

    [Theory]
    [InlineData("\"kind\": \"repetition\"", "\"kind\": \"magic\"")]
    [InlineData("\"kind\": \"repetition\"", "")]
    public void One_of_an_unknown_kind_is_refused(string written, string instead)
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set(Sample.File("V1__one.sql", "VACUUM;")), History.Empty).Value.ShouldNotBeNull();
        var text = Encoding.UTF8.GetString(PlanFile.Write(plan));
        text.ShouldContain(written);

        PlanFile.Read(Encoding.UTF8.GetBytes(text.Replace(written, instead, StringComparison.Ordinal)), "plan.json").Lines()
            .ShouldHaveSingleItem().ShouldContain("migrations[0].steps[0].recovery");
    }

    [Fact]
    public void A_placeholder_stands_for_its_value()
    {
        var plan = Sample.Make(Sample.Settings, Sample.Set(Sample.File("V1__one.sql", "CREATE INDEX CONCURRENTLY i ON ${table} (a);")), History.Empty).Value.ShouldNotBeNull();
        ((SqlStep)plan.Migrations[0].Steps[0]).Recovery.ShouldBeOfType<IndexBuild>().Table.ShouldBe("accounts");
    }
}
