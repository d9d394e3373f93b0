namespace Turnstone.Ledger;

using System.Reflection;

/// <summary>Who runs, where, and from which build: what the ledger says about a run.</summary>
public sealed record RunOrigin
{
    public required string Verb { get; init; }

    /// <summary>The person or the robot, as the operating system or the CI system names them.</summary>
    public required string User { get; init; }

    public required string Host { get; init; }

    public required string ToolVersion { get; init; }

    public string? Environment { get; init; }

    public string? AppVersion { get; init; }

    public string? GitCommit { get; init; }

    public string? CiBuild { get; init; }

    public string? ImageDigest { get; init; }

    /// <summary>Reads the environment variables of the usual CI systems; one of our own (<c>TURNSTONE_…</c>) comes first.</summary>
    public static RunOrigin Read(string verb, IReadOnlyDictionary<string, string> environment) => new()
    {
        Verb = verb,
        User = First(environment, "TURNSTONE_USER", "GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILD_REQUESTEDFOR", "CIRCLE_USERNAME", "BUILDKITE_BUILD_CREATOR")
            ?? System.Environment.UserName,
        Host = System.Environment.MachineName,
        ToolVersion = ToolVersionText,
        AppVersion = First(environment, "TURNSTONE_APP_VERSION"),
        GitCommit = First(environment, "TURNSTONE_GIT_COMMIT", "GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION", "CIRCLE_SHA1",
            "BUILDKITE_COMMIT", "BITBUCKET_COMMIT", "TRAVIS_COMMIT", "DRONE_COMMIT_SHA", "GIT_COMMIT"),
        CiBuild = First(environment, "TURNSTONE_CI_BUILD") ?? GitHubRun(environment)
            ?? First(environment, "CI_JOB_URL", "CIRCLE_BUILD_URL", "BUILDKITE_BUILD_URL", "DRONE_BUILD_LINK", "BUILD_URL", "BUILD_BUILDURI",
                "TRAVIS_BUILD_WEB_URL", "BITBUCKET_BUILD_NUMBER"),
        ImageDigest = First(environment, "TURNSTONE_IMAGE_DIGEST"),
    };

    /// <summary>This build of Turnstone.</summary>
    public static string ToolVersionText { get; } =
        typeof(RunOrigin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    static string? GitHubRun(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("GITHUB_RUN_ID", out var run) && First(environment, "GITHUB_SERVER_URL") is { } server
            ? $"{server}/{First(environment, "GITHUB_REPOSITORY")}/actions/runs/{run}"
            : null;

    static string? First(IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (environment.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }
        }
        return null;
    }
}
