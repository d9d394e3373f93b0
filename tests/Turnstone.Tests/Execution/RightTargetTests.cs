namespace Turnstone.Tests.Execution;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

public sealed class RightTargetTests
{
    static readonly EnvironmentSettings Prod = new()
    {
        Name = "prod",
        Allow = new AllowSettings { Hosts = ["db1.example", "db2.example"], Databases = ["shop"], SystemIdentifier = "42" },
    };

    [Theory]
    [InlineData("db1.example", "shop", null)]
    [InlineData("DB2.example", "shop", null)]
    [InlineData("db3.example", "shop", "Environment 'prod' leads to host db3.example; its 'allow: { hosts: … }' names db1.example, db2.example.")]
    [InlineData("db1.example", "Shop", "Environment 'prod' leads to database Shop; its 'allow: { databases: … }' names shop.")]
    public void An_address_that_is_not_allowed_is_refused_before_anything_is_connected_to(string host, string database, string? message)
    {
        Refusal(() => RightTarget.Check(Prod, Address(database, host))).ShouldBe(message);
        Refusal(() => RightTarget.Check(Prod with { Allow = null }, Address(database, host))).ShouldBeNull();
        Refusal(() => RightTarget.Check(Prod with { Allow = new AllowSettings() }, Address(database, host))).ShouldBeNull();
        Refusal(() => RightTarget.Check(null, Address(database, host))).ShouldBeNull();
    }

    [Fact]
    public void Every_one_of_several_hosts_has_to_be_allowed() =>
        Refusal(() => RightTarget.Check(Prod, Address("shop", "db1.example", "db9.example"))).ShouldNotBeNull().ShouldContain("host db9.example");

    [Theory]
    [InlineData("42", null)]
    [InlineData("43", "Environment 'prod' leads to cluster 43; its 'allow: { system_identifier: … }' names 42.")]
    [InlineData(null, "Environment 'prod' leads to a cluster whose identity this role may not read; its 'allow: { system_identifier: … }' names 42.")]
    public void Another_cluster_is_refused(string? identifier, string? message) =>
        Refusal(() => RightTarget.Check(Prod, new ServerFacts(PgVersion.V18, "18.1", "shop", "app", identifier, false, false, false))).ShouldBe(message);

    static string? Refusal(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (FailureException refused)
        {
            refused.Kind.ShouldBe(FailureKind.Refused);
            refused.Diagnostic.Help.ShouldNotBeNull().ShouldStartWith("Nothing was changed.");
            return refused.Message;
        }
    }

    static DatabaseAddress Address(string database, params string[] hosts) => new()
    {
        ConnectionString = new Secret(""),
        Hosts = [.. hosts.Select(host => new DatabaseHost(host, 5432))],
        Database = database,
        Username = "app",
        Source = "test",
    };
}
