namespace Turnstone.Cli.Rendering.Findings;

using System.Text;
using System.Xml;

/// <summary>A report of tests, one for each finding, as most servers that build take it.</summary>
sealed class JUnitFormat : FindingFormat
{
    public override string Name => "junit";

    public override string Write(FindingReport report)
    {
        using var text = new MemoryStream();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"turnstone {report.Verb}");
            foreach (var file in report.Findings.GroupBy(finding => finding.Diagnostic.File ?? ""))
            {
                Write(xml, file);
            }
            xml.WriteEndElement();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    static void Write(XmlWriter xml, IGrouping<string, WrittenFinding> file)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", file.Key);
        xml.WriteAttributeString("tests", $"{file.Count()}");
        xml.WriteAttributeString("failures", $"{file.Count()}");
        foreach (var said in file.Select(finding => finding.Diagnostic))
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", file.Key);
            xml.WriteAttributeString("name", $"{said.Rule} ({said.Line}:{said.Column})");
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", said.Severity.ToString().ToLowerInvariant());
            xml.WriteAttributeString("message", said.Message);
            xml.WriteString($"{said.Place}\n{said.Help}");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
