namespace Turnstone.Tests.Ledger;

using Turnstone.Ledger;

public sealed class RunOriginTests
{
    [Theory]
    [InlineData("GITHUB_ACTOR=ann GITHUB_SHA=c0ffee GITHUB_RUN_ID=7 GITHUB_SERVER_URL=https://git.example GITHUB_REPOSITORY=shop/db",
        "ann", "c0ffee", "https://git.example/shop/db/actions/runs/7")]
    [InlineData("GITLAB_USER_LOGIN=ann CI_COMMIT_SHA=c0ffee CI_JOB_URL=https://git.example/-/jobs/7", "ann", "c0ffee", "https://git.example/-/jobs/7")]
    [InlineData("BUILD_REQUESTEDFOR=Ann BUILD_SOURCEVERSION=c0ffee BUILD_BUILDURI=vstfs:///Build/Build/7", "Ann", "c0ffee", "vstfs:///Build/Build/7")]
    [InlineData("CIRCLE_USERNAME=ann CIRCLE_SHA1=c0ffee CIRCLE_BUILD_URL=https://ci.example/7", "ann", "c0ffee", "https://ci.example/7")]
    [InlineData("BUILDKITE_BUILD_CREATOR=Ann BUILDKITE_COMMIT=c0ffee BUILDKITE_BUILD_URL=https://ci.example/7", "Ann", "c0ffee", "https://ci.example/7")]
    [InlineData("BITBUCKET_COMMIT=c0ffee BITBUCKET_BUILD_NUMBER=7", null, "c0ffee", "7")]
    [InlineData("GIT_COMMIT=c0ffee BUILD_URL=https://ci.example/job/7/", null, "c0ffee", "https://ci.example/job/7/")]
    [InlineData("", null, null, null)]
    public void The_usual_CI_systems_say_who_what_and_where(string variables, string? user, string? commit, string? build)
    {
        var origin = RunOrigin.Read("apply", Variables(variables));

        (origin.Verb, origin.User, origin.GitCommit, origin.CiBuild).ShouldBe(("apply", user ?? Environment.UserName, commit, build));
        origin.Host.ShouldBe(Environment.MachineName);
        origin.ToolVersion.ShouldBe(RunOrigin.ToolVersionText);
    }

    [Fact]
    public void Our_own_variables_come_first()
    {
        var origin = RunOrigin.Read("apply", Variables(
            "TURNSTONE_USER=bob TURNSTONE_GIT_COMMIT=f00d TURNSTONE_CI_BUILD=42 TURNSTONE_APP_VERSION=1.2.3 TURNSTONE_IMAGE_DIGEST=sha256:0 "
            + "GITHUB_ACTOR=ann GITHUB_SHA=c0ffee GITHUB_RUN_ID=7 GITHUB_SERVER_URL=https://git.example GITHUB_REPOSITORY=shop/db"));

        (origin.User, origin.GitCommit, origin.CiBuild, origin.AppVersion, origin.ImageDigest).ShouldBe(("bob", "f00d", "42", "1.2.3", "sha256:0"));
    }

    [Fact]
    public void An_empty_variable_is_none() =>
        RunOrigin.Read("apply", Variables("TURNSTONE_USER= GITHUB_ACTOR=ann GITHUB_SHA=")).ShouldSatisfyAllConditions(
            origin => origin.User.ShouldBe("ann"), origin => origin.GitCommit.ShouldBeNull());

    [Fact]
    public void A_version_has_no_build_metadata() => RunOrigin.ToolVersionText.ShouldMatch(@"^\d+\.\d+\.\d+(-[\w.]+)?$");

    static Dictionary<string, string> Variables(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
