namespace Turnstone.Tests.Scanning;

using Turnstone.Scanning;

/// <summary>The reader takes any text, and every place that it gives is within it.</summary>
public sealed class LiteralReaderTests
{
    const int Rounds = 300;

    static readonly string[] Pieces =
    [
        "\"", "'", "`", "\"\"\"", "'''", "$\"", "$@\"", "@\"", "$$\"\"\"", "f\"", "rb'", "r#\"", "\"#", "{", "}", "{{", "}}", "${", "$(", "#{", ")", "(", "\\", "\\n", "\n", "\r\n", " ", "    ", "\t", "- ", ": ", "key: ",
        "|", "|-", ">", "<<EOF", "<<-'EOF'", "EOF", "\nEOF\n", "<![CDATA[", "]]>", "<!--", "-->", "&lt;", "//", "/*", "*/", "#", "--", "/", "[", "]", "+", "+ x +", ".", ",", ";", "=", "%s", "%", ".format(", "CREATE TABLE t (id int)",
        "SELECT ", "DROP TABLE ", "ALTER TABLE t ", "password=", "PASSWORD 'abcd'", "Host=db;Password=x", "postgres://u:pass word@h", "kind: Secret", "\ndata:\n", "stringData:\n  a: b\n", "---\n", "é", "😀", "\0", "\uD800", "$1", ":name", "?", "x",
    ];

    [Fact]
    public void It_never_throws_and_never_points_outside()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 80)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            foreach (var language in Languages.All.Append(Languages.Text))
            {
                Check(text, language, seed);
            }
        }
    }

    [Theory]
    [InlineData("SELECT 'a\\'b\" + x + \"c'")]
    [InlineData("a: |\n")]
    [InlineData("a: |")]
    [InlineData("- - - - |\n    CREATE TABLE t (id int)")]
    [InlineData("<<")]
    [InlineData("<<E")]
    [InlineData("$$\"\"\"")]
    [InlineData("\"\\")]
    public void Odd_ends_are_ends(string text)
    {
        foreach (var language in Languages.All.Append(Languages.Text))
        {
            Check(text, language, 0);
        }
    }

    static void Check(string text, Language language, int seed)
    {
        foreach (var literal in LiteralReader.Read(text, language))
        {
            for (var i = 0; i < literal.Length; i++)
            {
                literal.SourceOf(i).ShouldBeInRange(0, text.Length - 1, $"{language.Name}, seed {seed}: {text}");
            }
        }
        var lines = text.Split('\n');
        var name = language.Endings.IsEmpty ? "x" : $"x{language.Endings[0]}";
        foreach (var said in Pipeline.Scan([ScannedFile.Given(name, text)], new(Rows: true, Secrets: true), TestContext.Current.CancellationToken).Findings.Select(finding => finding.Diagnostic))
        {
            said.Line!.Value.ShouldBeInRange(1, lines.Length);
            said.Column!.Value.ShouldBeInRange(1, lines[said.Line.Value - 1].Length + 1);
            said.EndLine!.Value.ShouldBeInRange(said.Line.Value, lines.Length);
        }
    }

    [Theory]
    [InlineData(".cs", "x = \"CREATE \" + kind + \" t\";", "CREATE ‹› t")]
    [InlineData(".cs", "x = $\"CREATE {kind(\"}\")} t\";", "CREATE ‹› t")]
    [InlineData(".cs", "x = $$\"\"\"CREATE {a} {{b}}\"\"\";", "CREATE {a} ‹›")]
    [InlineData(".cs", "x = \"\"\"\"CREATE \"\"\" t\"\"\"\";", "CREATE \"\"\" t")]
    [InlineData(".py", "x = rf'CREATE {kind} \\d'", "CREATE ‹› d")]
    [InlineData(".ts", "x = `CREATE ${a ? `b` : \"}\"} t`", "CREATE ‹› t")]
    [InlineData(".go", "x := \"CREATE \" +\n\tkind +\n\t\" t\"", "CREATE ‹› t")]
    [InlineData(".php", "$x = 'CREATE ' . $kind . ' t';", "CREATE ‹› t")]
    [InlineData(".rb", "x = <<~SQL\n  CREATE #{kind} t\nSQL\n", "  CREATE ‹› t")]
    [InlineData(".rs", "x = r#\"CREATE \"a\" t\"#;", "CREATE \"a\" t")]
    [InlineData(".vb", "x = \"CREATE \"\"a\"\" t\"", "CREATE \"a\" t")]
    [InlineData(".yaml", "x: >-\n  CREATE TABLE t\n\n  (id int)\ny: z\n", "  CREATE TABLE t\n\n  (id int)")]
    [InlineData(".properties", "x = CREATE TABLE t \\\n  (id int)\n", "CREATE TABLE t   (id int)")]
    public void A_text_is_what_the_program_has(string ending, string source, string expected) =>
        LiteralReader.Read(source, Languages.Of($"x{ending}", source)).ShouldHaveSingleItem().ToString().Replace(LiteralText.Hole, "‹›", StringComparison.Ordinal).ShouldBe(expected);

    [Theory]
    [InlineData("Dockerfile", "", "shell")]
    [InlineData("Dockerfile.prod", "", "shell")]
    [InlineData(".env.local", "", "properties")]
    [InlineData("a.B.CS", "", "C#")]
    [InlineData("run", "#!/usr/bin/env python3\n", "Python")]
    [InlineData("run", "#!/bin/sh\n", "shell")]
    [InlineData("<standard input>", "apiVersion: v1\nkind: Secret\n", "YAML")]
    [InlineData("notes", "hello", "text")]
    public void A_language_is_known_by_name_or_by_its_first_line(string name, string text, string language) => Languages.Of(name, text).Name.ShouldBe(language);
}
