namespace Turnstone.Postgres.Tests.Transcripts;

using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Postgres.Tests.RealWorld;

/// <summary>A page of documentation whose terminal sessions are run, and whose files are written, as they stand.</summary>
/// <remarks>A fenced block that begins with <c>-- file: name</c> or <c># file: name</c>, or <c>// file: name</c>, is a file; one of the language <c>console</c> is a
/// session: <c>$ turnstone …</c> is run and what follows is its output, with <c>[exit N]</c> at its end where it is not 0.</remarks>
sealed partial class Transcript(string text, TestDatabase database) : IAsyncDisposable
{
    readonly List<BackgroundSession> background = [];

    /// <summary>The page with the output of this run in place of what stands there.</summary>
    public async Task<string> RunAsync(TestProject project)
    {
        var result = new StringBuilder();
        var position = 0;
        foreach (Match block in Block().Matches(text))
        {
            var body = block.Groups["body"];
            result.Append(text, position, body.Index - position);
            result.Append(block.Groups["language"].Value == "console" ? await RunSessionAsync(project, body.Value) : WriteFile(project, body.Value));
            position = body.Index + body.Length;
        }
        return result.Append(text, position, text.Length - position).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in background)
        {
            await session.DisposeAsync();
        }
    }

    /// <summary>The text without what differs from run to run: times, durations, identities, ports.</summary>
    public static string Comparable(string text)
    {
        foreach (var (pattern, stand) in Varying)
        {
            text = pattern.Replace(text, stand);
        }
        return text;
    }

    // What a reader would see at home, in place of the names that tests use.
    string Presentable(string said)
    {
        var own = new Uri(database.Uri.OriginalString);
        said = said.Replace($"{own.UserInfo.Split(':')[0]}@127.0.0.1:{own.Port}/{database.Name}", "postgres@127.0.0.1:5432/shop", StringComparison.Ordinal)
            .Replace($"{Environment.UserName}@{Environment.MachineName}", "ada@laptop", StringComparison.Ordinal)
            .Replace($" by {Environment.UserName}", " by ada", StringComparison.Ordinal)
            .Replace(database.Name, "shop", StringComparison.Ordinal);
        return LocalPassword().Replace(said, "$1s3cret$2");
    }

    async Task<string> RunSessionAsync(TestProject project, string session)
    {
        var result = new StringBuilder();
        foreach (var line in session.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
        {
            result.Append(line).Append('\n');
            var words = Words().Matches(line[2..]).Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Value).ToArray();
            if (words is ["psql", "-qc", var statement])
            {
                await database.ExecuteAsync(statement);
                continue;
            }
            if (words is ["psql", "-qc", .. var both, "&"])
            {
                background.Add(await BackgroundSession.StartAsync(database, [.. both.Where(word => word != "-c")]));
                continue;
            }
            if (words is ["psql", "$URL", "-X", "-f", var script])
            {
                var run = await Psql.RunScriptAsync(database, Path.Combine(project.Folder, script));
                result.Append(run.Output).Append(run.Errors.Replace(project.Folder, "/home/you/shop", StringComparison.Ordinal)).Append(run.ExitCode == 0 ? "" : $"[exit {run.ExitCode}]\n");
                continue;
            }
            if (words is ["rm", var file])
            {
                File.Delete(Path.Combine(project.Folder, file));
                continue;
            }
            words[0].ShouldBe("turnstone", "a transcript runs nothing else");
            var (code, said) = await project.RunOnTerminalAsync(words[1..]);
            result.Append(Presentable(said.Replace(project.Configuration, "/home/you/.config", StringComparison.Ordinal).Replace(project.Folder, "/home/you/shop", StringComparison.Ordinal)));
            result.Append(code == 0 ? "" : $"[exit {code}]\n");
        }
        return result.ToString();
    }

    static string WriteFile(TestProject project, string body)
    {
        if (FileHeader().Match(body) is { Success: true } header)
        {
            project.WriteAt(header.Groups["name"].Value, body[(header.Length)..]);
        }
        return body;
    }

    static readonly (Regex Pattern, string Stand)[] Varying =
    [
        (new(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "<id>"),
        (new(@"\b[0-9a-f]{64}\b"), "<digest>"),
        (new(@"(MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE)[\w+/]{28}(\s+|\\n)[\w+/=]{60}"), "$1<key>"),
        (new(@"\b(?=[0-9a-f]*[0-9])[0-9a-f]{12}\b"), "<hash>"),
        (new(@"\b(?=[0-9a-f]*[0-9])[0-9a-f]{8}\b(?!_)"), "<run>"),
        (new(@"\b\d+(\.\d+)? (ms|s)\b"), "<time>"),
        (new(@"\b(pid|client backend) \d+"), "$1 <pid>"),
        (new(@"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z"), "<moment>"),
        (new(@"\d{4}-\d\d-\d\d"), "<day>"),
        (new(@"\b\d{18,20}\b"), "<cluster>"),
        (new(@"\d{14}"), "<stamp>"),
        (new(@"postgres(ql)?://[^@\s]+@127\.0\.0\.1:\d+/\w+"), "<url>"),
        // How full the machine's cache is, is not the page's.
        (new(@"removed \S+ \(\d+ MB\)\n"), ""),
        (new(@"\b\d+ MB stay"), "<size> MB stay"),
        (new(@"\w+@127\.0\.0\.1:\d+/\w+"), "<database>"),
        (new(@"127\.0\.0\.1:\d+"), "<server>"),
        (new(@"PostgreSQL \d\d(\.\d+)?"), "PostgreSQL <version>"),
        (new(@"[\w.-]+@[\w.-]+, turnstone"), "<who>, turnstone"),
        (new(@"_ms"": \d+"), "_ms\": 0"),
        (new(@"  +"), "  "),
    ];

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<body>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(postgresql://\w+:)[0-9a-f]+(@127\.0\.0\.1)")]
    private static partial Regex LocalPassword();

    [GeneratedRegex(@"\A(--|#|//) file: (?<name>\S+)\n")]
    private static partial Regex FileHeader();

    [GeneratedRegex("\"(?<quoted>[^\"]*)\"|\\S+")]
    private static partial Regex Words();
}
