namespace Turnstone.Tests.Architecture;

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

public sealed partial class HygieneTests
{
    // The program's last resort: what nobody expected becomes a message and an exit code.
    static readonly string[] CatchesEverything = ["src/Turnstone.Cli/CommandLine.cs"];

    // Put together here, so that this file passes too.
    static readonly string[] Registries =
        ["npmjs." + "org", "npmjs." + "com", "nuget." + "org", "pypi." + "org", "crates." + "io", "rubygems." + "org", "maven." + "org", "golang." + "org"];

    static readonly string[] MachinePaths = ["/work" + "/", "/root" + "/"];

    [Fact]
    public void Nothing_waits_by_blocking() =>
        SourceFile.Product.Concat(SourceFile.Tests).Where(file => Blocking().IsMatch(file.Code)).ShouldBeEmpty();

    [Fact]
    public void Only_the_last_resort_catches_everything()
    {
        var broad =
            from file in SourceFile.Product
            from one in file.Root.DescendantNodes().OfType<CatchClauseSyntax>()
            where one.Filter is null && one.Declaration is null or { Type: IdentifierNameSyntax { Identifier.Text: "Exception" } }
            where one.Block.Statements.LastOrDefault() is not ThrowStatementSyntax { Expression: null }
            select file.Path;

        broad.Distinct().ShouldBe(CatchesEverything);
    }

    [Fact]
    public void Comments_hold_no_notes_to_self_and_no_issue_numbers() =>
        SourceFile.Product.Concat(SourceFile.Tests)
            .SelectMany(file => file.Comments.Where(comment => NoteToSelf().IsMatch(comment)).Select(comment => $"{file}: {comment}")).ShouldBeEmpty();

    [Fact]
    public void No_test_is_skipped() =>
        SourceFile.Tests.SelectMany(file => file.Root.DescendantNodes().OfType<AttributeArgumentSyntax>()
            .Where(argument => argument.NameEquals?.Name.Identifier.Text.StartsWith("Skip", StringComparison.Ordinal) == true)
            .Select(argument => $"{file}: {argument}")).ShouldBeEmpty();

    [Fact]
    public void Every_embedded_resource_is_read_by_somebody() =>
        new[] { typeof(Pipeline).Assembly, typeof(Turnstone.Cli.CliCommand).Assembly, typeof(Turnstone.Sql.Lexer).Assembly }
            .SelectMany(assembly => assembly.GetManifestResourceNames())
            .Where(name => !SourceFile.Product.Any(file => file.Code.Contains($"\"{name}\"", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Every_golden_file_belongs_to_a_test() =>
        Repository.Files(Golden.Folder).Where(path => !GoldenPlan().IsMatch(path) && !path.StartsWith($"{Golden.Folder}/findings/", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Nothing_names_a_package_registry_or_somebodys_machine()
    {
        string[] refused = [.. Registries, .. MachinePaths, Repository.Root + Path.DirectorySeparatorChar];
        var named =
            from path in Repository.Files(".")
            where Path.GetFileName(path) != "packages.lock.json"
            let text = File.ReadAllText(Repository.PathOf(path))
            from word in refused
            where text.Contains(word, StringComparison.OrdinalIgnoreCase)
            select $"{path} names {word}";

        named.ShouldBeEmpty();
    }

    [Fact]
    public void One_platform_does_not_own_the_project() => Directory.Exists(Repository.PathOf(".github")).ShouldBeFalse();

    [GeneratedRegex(@"\.[R]esult\b(?!\s*[({=])|\.Wait\(|\.GetResult\(")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|(?<![\w&])#\d+\b")]
    private static partial Regex NoteToSelf();

    [GeneratedRegex(@"/Golden/plans/[a-z-]+/(V[^/]+\.sql|asserts/[^/]+\.sql|plan\.json|said\.txt)$")]
    private static partial Regex GoldenPlan();
}
