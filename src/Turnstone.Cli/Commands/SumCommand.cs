namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary><c>turnstone sum</c></summary>
sealed class SumCommand : CliCommand
{
    readonly Option<bool> check = new("--check") { Description = "Write nothing; exit 2 where the file is not up to date (for CI)" };

    public SumCommand() : base("sum", "Write turnstone.sum, or check it", "turnstone sum --check") => Add(check);

    public override int Rank => 20;

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Settings() is not { } settings || invocation.Take(new MigrationDirectory(settings).Read()) is not { } migrations)
        {
            return report.End();
        }
        report.Add(migrations.All.SelectMany(migration => migration.Troubles));
        if (report.HasErrors)
        {
            return report.End();
        }
        var path = Path.Combine(settings.Root, SumFile.Name);
        var sum = SumFile.Of(migrations);
        if (invocation.Arguments.GetValue(check))
        {
            report.Add(await CheckAsync(path, sum, invocation.Stop));
            if (!report.HasErrors)
            {
                report.Line($"{SumFile.Name} is up to date: {sum.Lines.Length} files.");
            }
            return report.End();
        }
        await File.WriteAllTextAsync(path, sum.ToString(), invocation.Stop);
        report.Line($"{SumFile.Name}: {sum.Lines.Length} files.");
        return report.End();
    }

    static async Task<IEnumerable<Diagnostic>> CheckAsync(string path, SumFile sum, CancellationToken stop)
    {
        if (!File.Exists(path))
        {
            return [Diagnostic.Error("sum-missing", $"There is no {SumFile.Name}.", help: "Run 'turnstone sum' and commit the result.")];
        }
        var written = SumFile.Parse(await File.ReadAllTextAsync(path, stop));
        return written.Passed ? sum.CompareWith(written.Value) : written.Diagnostics;
    }
}
