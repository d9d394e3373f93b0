namespace Turnstone.Tests.Architecture;

using System.Text.RegularExpressions;
using Turnstone.Sql;

public sealed partial class DependencyTests
{
    // Sessions, Ledger, Health, Steps and Servers speak to a server; Configuration writes connection strings in Npgsql's words, and Execution says in
    // words what a SQLSTATE means.
    static readonly string[] SpeaksToServers = ["Configuration", "Sessions", "Ledger", "Catalog", "Health", "Steps", "Servers", "Execution"];

    [Fact]
    public void The_lexer_uses_nothing_but_the_base_library()
    {
        typeof(Lexer).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard");
        SourceFile.Product.Where(file => file.Project == "Turnstone.Sql")
            .SelectMany(file => Used(file).Select(name => $"{file} uses {name}"))
            .ShouldAllBe(use => use.Contains(" uses System", StringComparison.Ordinal) || use.Contains(" uses Turnstone.Sql", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_speaks_to_servers_knows_Npgsql()
    {
        var users = SourceFile.Product.Where(file => NpgsqlName().IsMatch(file.Code)).ToList();

        users.ShouldNotBeEmpty();
        users.Where(file => file.Project == "Turnstone" && !SpeaksToServers.Contains(file.Folder.Split('/')[0])).ShouldBeEmpty();
        users.Where(file => file.Project != "Turnstone").Select(file => file.Path)
            .ShouldBe(["src/Turnstone.Cli/CommandLine.cs", "src/Turnstone.Cli/Rendering/ServerTrouble.cs"], "the command line catches, nothing more");
    }

    [Fact]
    public void Only_the_command_line_knows_the_console() =>
        SourceFile.Product.Where(file => ConsoleName().IsMatch(file.Code)).Select(file => file.Project).Distinct().ShouldBe(["Turnstone.Cli"]);

    [Fact]
    public void Only_the_command_line_draws() =>
        SourceFile.Product.Where(file => Used(file).Any(name => name.StartsWith("Spectre", StringComparison.Ordinal) || name.StartsWith("System.CommandLine", StringComparison.Ordinal)))
            .Select(file => file.Project).Distinct().ShouldBe(["Turnstone.Cli"]);

    static IEnumerable<string> Used(SourceFile file) =>
        file.Root.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.UsingDirectiveSyntax>().Select(line => $"{line.Name}");

    [GeneratedRegex(@"\bNpgsql(\.|;|[A-Z]\w*\b(?=[ (<>,?.{]))|\bPostgres(Exception|ErrorCodes)\b")]
    private static partial Regex NpgsqlName();

    [GeneratedRegex(@"(?<![\w.""])Console\.\w")]
    private static partial Regex ConsoleName();
}
