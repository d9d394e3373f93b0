namespace Turnstone.Cli.Commands;

using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Turnstone.Signing;

/// <summary><c>turnstone keys verify</c></summary>
sealed class KeysVerifyCommand : CliCommand
{
    readonly Argument<string> file = new("envelope") { Description = "A signed envelope (DSSE)" };

    public KeysVerifyCommand() : base("verify", "Who signed an envelope, and what it is about; exit 7 where it was changed, 1 where nobody known signed it", "turnstone keys verify evidence.dsse.json") => Add(file);

    public override string PartOf => "keys";

    public override void WriteNothing(Utf8JsonWriter json) => Write(json, [], null);

    public override async Task<ExitCode> RunAsync(Invocation invocation)
    {
        var report = invocation.Report;
        var written = invocation.Arguments.GetValue(file)!;
        if (invocation.Settings() is not { } settings)
        {
            return report.End();
        }
        if (await SignedFile.ReadAsync(invocation, settings, written) is not { } read)
        {
            return report.End();
        }
        if (read.Trusted is not { } trusted)
        {
            return report.End(read.Failure);
        }
        if (invocation.Take(InTotoStatement.Read(trusted, written)) is not { } statement)
        {
            return report.End();
        }
        report.Line($"{written} is signed and unchanged.");
        foreach (var signer in trusted.Signers)
        {
            report.Line($"by     {signer.Name}, key {signer.Key.Id}");
        }
        foreach (var subject in statement.Subjects)
        {
            report.Line($"about  {subject.Name}, SHA-256 {subject.Sha256}");
        }
        report.Line($"says   {statement.PredicateType}");
        return report.End(json => Write(json, trusted.Signers, statement));
    }

    static void Write(Utf8JsonWriter json, ImmutableArray<TrustedKey> signers, InTotoStatement? statement)
    {
        json.WriteStartArray("signers");
        foreach (var signer in signers)
        {
            json.WriteStartObject();
            json.WriteString("name", signer.Name);
            json.WriteString("id", signer.Key.Id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("subjects");
        foreach (var subject in statement?.Subjects ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", subject.Name);
            json.WriteString("sha256", subject.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("predicate_type", statement?.PredicateType);
    }
}
