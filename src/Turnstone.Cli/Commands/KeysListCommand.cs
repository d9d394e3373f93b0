namespace Turnstone.Cli.Commands;

using System.Text.Json;
using Turnstone.Cli.Rendering;

/// <summary><c>turnstone keys list</c></summary>
sealed class KeysListCommand : CliCommand
{
    readonly KeyOptions options = new();

    public KeysListCommand() : base("list", "The keys that you have: names, ids, and where", "turnstone keys list") => options.AddTo(this);

    public override string PartOf => "keys";

    public override void WriteNothing(Utf8JsonWriter json)
    {
        json.WriteStartArray("keys");
        json.WriteEndArray();
    }

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var folder = options.Folder(invocation);
        if (invocation.Take(await folder.ListAsync(invocation.Stop)) is not { } keys)
        {
            return report.End();
        }
        if (keys.Count == 0)
        {
            report.Line($"There is no key in {folder.Path}. Make one: turnstone keys new ci");
        }
        else
        {
            TextTable.Write(report, ["name", "id", "where"], keys.Select(key => new[] { key.Name, key.Key.Id, key.PrivateFile ?? $"{key.PublicFile} (public half only)" }));
        }
        return report.End(json =>
        {
            json.WriteStartArray("keys");
            foreach (var key in keys)
            {
                json.WriteStartObject();
                KeyDocument.Write(json, key);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }
}
