namespace Turnstone.Tests.Architecture;

using System.Text.RegularExpressions;

public sealed partial class FolderOrderTests
{
    // In the order data flows.
    static readonly string[] Order =
    [
        "Text", "Diagnostics", "Configuration", "Migrations", "Plans", "Sessions", "Ledger", "Health", "Catalog", "Linting", "Scanning", "Operations", "Planning", "Steps",
        "Servers", "Signing", "Verification", "Approval", "Execution", "Adoption", "Fleet", "Delivery",
    ];

    static IEnumerable<SourceFile> Library => SourceFile.Product.Where(file => file.Project == "Turnstone");

    [Fact]
    public void A_folder_uses_itself_and_those_before_it()
    {
        var backwards =
            from file in Library
            where file.Folder.Length > 0
            let own = Array.IndexOf(Order, file.Folder.Split('/')[0])
            from used in Uses(file)
            where Array.IndexOf(Order, used) > own
            select $"{file} uses Turnstone.{used}";

        backwards.ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order() =>
        Library.Select(file => file.Folder.Split('/')[0]).Where(folder => folder.Length > 0).Distinct().Except(Order).ShouldBeEmpty();

    [Fact]
    public void Beside_the_project_file_there_is_only_the_pipeline() =>
        Library.Where(file => file.Folder.Length == 0).ShouldAllBe(file => file.Path.StartsWith("src/Turnstone/Pipeline.", StringComparison.Ordinal));

    [Fact]
    public void The_rule_sees_a_using_line_and_a_qualified_name() =>
        QualifiedFolder().Matches("using Turnstone.Ledger;\nTurnstone.Fleet.Wave x;").Select(match => match.Groups[1].Value).ShouldBe(["Ledger", "Fleet"]);

    static IEnumerable<string> Uses(SourceFile file) =>
        QualifiedFolder().Matches(file.Code).Select(match => match.Groups[1].Value).Where(Order.Contains).Distinct();

    [GeneratedRegex(@"\bTurnstone\.([A-Z]\w*)")]
    private static partial Regex QualifiedFolder();
}
