namespace Turnstone.Cli.Rendering.Verification;

using System.Text;
using System.Xml;
using Turnstone.Diagnostics;
using Turnstone.Verification;

/// <summary>A report of tests: each undo, each upgrade path and each finding of the linter is one, as most servers that build take it.</summary>
sealed class JUnitTrial : TrialFormat
{
    public override string Extension => ".xml";

    public override string Mark => "name=\"turnstone ";

    public override string Write(TrialReport trial)
    {
        using var text = new MemoryStream();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"turnstone {trial.Verb}");
            Suite(xml, "undo", [.. trial.Evidence.Undos.Select(undo => Case(trial, undo))]);
            Suite(xml, "upgrade paths", [.. trial.Evidence.Paths.Select(path => new TestCase(path.From, path.IsSame ? null : string.Join("; ", path.Failures.Select(one => one.Message).Concat(path.Differences.Select(one => $"{one.Kind} {one.Id}"))), false))]);
            Suite(xml, "migrations", [.. trial.Migrations.Where(one => one.Undo is null).Select(one => new TestCase($"{one.Migration.Name}  {one.Migration.Description}",
                trial.Evidence.Failures.FirstOrDefault(said => said.File == one.Migration.File)?.Message, false))]);
            Suite(xml, "lint", [.. trial.Lint.Where(one => one.Severity != Severity.Info).Select(one => new TestCase($"{one.Rule} ({one.Place})", one.Message, false))]);
            xml.WriteEndElement();
        }
        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    static TestCase Case(TrialReport trial, UndoProof undo)
    {
        var name = trial.Plan.Migrations.FirstOrDefault(one => one.Version == undo.Version) is { } migration ? $"{migration.Name}  {migration.Description}" : $"V{undo.Version}";
        var isRefused = trial.Said.Any(said => said.Severity == Severity.Error && said.Message.StartsWith($"{name.Split(' ')[0]}:", StringComparison.Ordinal));
        return undo.Verdict == UndoVerdict.NotVerified ? new(name, null, true) { Skipped = undo.Message } : new(name, isRefused || undo.Verdict == UndoVerdict.Failed ? undo.Message : null, false);
    }

    static void Suite(XmlWriter xml, string name, List<TestCase> cases)
    {
        if (cases.Count == 0)
        {
            return;
        }
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", $"{cases.Count}");
        xml.WriteAttributeString("failures", $"{cases.Count(one => one.Failure is not null)}");
        xml.WriteAttributeString("skipped", $"{cases.Count(one => one.IsSkipped)}");
        foreach (var one in cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", name);
            xml.WriteAttributeString("name", one.Name);
            if (one.IsSkipped || one.Failure is not null)
            {
                xml.WriteStartElement(one.IsSkipped ? "skipped" : "failure");
                xml.WriteAttributeString("message", one.Failure ?? one.Skipped);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    sealed record TestCase(string Name, string? Failure, bool IsSkipped)
    {
        public string? Skipped { get; init; }
    }
}
