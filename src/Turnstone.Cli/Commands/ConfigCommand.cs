namespace Turnstone.Cli.Commands;

using Turnstone.Cli.Rendering;

/// <summary><c>turnstone config</c></summary>
sealed class ConfigCommand() : CliCommand("config", "Every effective value and where it came from, secrets masked", "turnstone config --json")
{
    public override int Rank => 21;

    public override Task<ExitCode> RunAsync(Invocation invocation) => Task.FromResult(Show(invocation));

    static ExitCode Show(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Settings() is not { } settings)
        {
            return report.End();
        }
        TextTable.Write(report, ["key", "value", "from"], settings.Values.Select(value => new[] { value.Key, value.Value, value.Source }));
        return report.End(json =>
        {
            json.WriteStartArray("values");
            foreach (var value in settings.Values)
            {
                json.WriteStartObject();
                json.WriteString("key", value.Key);
                json.WriteString("value", value.Value);
                json.WriteString("source", value.Source);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }
}
