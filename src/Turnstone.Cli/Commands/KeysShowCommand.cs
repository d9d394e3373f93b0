namespace Turnstone.Cli.Commands;

using System.CommandLine;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone keys show</c></summary>
sealed class KeysShowCommand : CliCommand
{
    readonly Argument<string> name = new("name") { Description = "Which key" };
    readonly KeyOptions options = new();

    public KeysShowCommand() : base("show", "A key's public half, for a script or a colleague", "turnstone keys show ci > keys/ci.pub.pem")
    {
        Add(name);
        options.AddTo(this);
    }

    public override string PartOf => "keys";

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        if (invocation.Take(await options.Folder(invocation).FindAsync(invocation.Arguments.GetValue(name)!, invocation.Stop)) is not { } key)
        {
            return report.End();
        }
        report.Line(key.Key.Pem.TrimEnd());
        return report.End(json => KeyDocument.Write(json, key));
    }
}
