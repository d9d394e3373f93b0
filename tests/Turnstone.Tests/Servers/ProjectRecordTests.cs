namespace Turnstone.Tests.Servers;

using Turnstone.Servers;

public sealed class ProjectRecordTests
{
    [Fact]
    public void A_folder_typed_in_another_case_is_another_project_except_on_Windows()
    {
        ProjectRecord.Key("/home/ann/shop", HostSystem.Linux).ShouldStartWith("shop-");
        ProjectRecord.Key("/home/ann/Shop", HostSystem.Linux).ShouldNotBe(ProjectRecord.Key("/home/ann/shop", HostSystem.Linux));
        ProjectRecord.Key(@"C:\Work\Shop", HostSystem.Windows).ShouldBe(ProjectRecord.Key(@"c:\work\shop", HostSystem.Windows));
    }
}
