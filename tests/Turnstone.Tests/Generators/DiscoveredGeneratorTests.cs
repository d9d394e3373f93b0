namespace Turnstone.Tests.Generators;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Turnstone.Generators;
using Turnstone.Tests.Architecture;

public sealed class DiscoveredGeneratorTests
{
    const string Attribute = "namespace Turnstone; class DiscoveredAttribute : System.Attribute;";

    const string Rules = """
        namespace Shop;
        abstract class Rule;
        static partial class AllRules { [Turnstone.Discovered] public static partial System.Collections.Generic.IReadOnlyList<Rule> List { get; } }
        """;

    [Fact]
    public void Every_concrete_subclass_is_listed_by_name()
    {
        var text = Generate("""
            namespace Shop;
            class Zebra : Rule;
            class apple : Rule;
            class Apple : Rule;
            """);

        Members(text).ShouldBe(["Shop.Apple", "Shop.Zebra", "Shop.apple"]);
    }

    [Fact]
    public void What_is_abstract_or_of_another_family_is_left_out() =>
        Members(Generate("namespace Shop; abstract class Half : Rule; class Whole : Half; class Other : System.Exception;")).ShouldBe(["Shop.Whole"]);

    [Fact]
    public void What_is_nested_is_in() =>
        Members(Generate("namespace Shop; class Outer { public class Inner : Rule; }")).ShouldBe(["Shop.Outer.Inner"]);

    [Fact]
    public void A_class_in_parts_is_listed_once() =>
        Members(Generate("namespace Shop; partial class One : Rule; partial class One : Rule;")).ShouldBe(["Shop.One"]);

    [Fact]
    public void A_list_without_members_is_empty() => Members(Generate("")).ShouldBeEmpty();

    [Fact]
    public void A_list_keeps_its_accessibility()
    {
        Generate("").ShouldContain("public static partial");
        Generate("", Rules.Replace("public static", "internal static", StringComparison.Ordinal)).ShouldContain("internal static partial");
    }

    [Fact]
    public void A_dictionary_has_what_makes_each_by_the_name_of_its_class()
    {
        var text = Generate("namespace Shop; class Apple : Rule; class Outer { public class Inner : Rule; }",
            Rules.Replace("IReadOnlyList<Rule>", "IReadOnlyDictionary<string, System.Func<Rule>>", StringComparison.Ordinal));

        text.ShouldContain("""["Apple"] = static () => new global::Shop.Apple(),""");
        text.ShouldContain("""["Inner"] = static () => new global::Shop.Outer.Inner(),""");
    }

    [Fact]
    public void An_unrelated_edit_generates_nothing_anew()
    {
        var before = Snippet.Compile(Attribute, Rules, "namespace Shop; class One : Rule;", "class Unrelated { int A() => 1; }");
        var driver = Driver().RunGenerators(before);

        var after = before.ReplaceSyntaxTree(before.SyntaxTrees[3], Snippet.Parse("class Unrelated { int A() => 2; }", 3));
        Reasons(driver.RunGenerators(after)).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);

        var more = before.ReplaceSyntaxTree(before.SyntaxTrees[3], Snippet.Parse("namespace Shop; class Two : Rule;", 3));
        Reasons(driver.RunGenerators(more)).ShouldContain(IncrementalStepRunReason.Modified);
    }

    static string Generate(string classes, string rules = Rules)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Snippet.Compile(Attribute, rules, classes), out var compilation, out var said);
        said.ShouldBeEmpty();
        compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return compilation.SyntaxTrees.Last().ToString();
    }

    static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new DiscoveredGenerator().AsSourceGenerator()], driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true), parseOptions: new CSharpParseOptions(LanguageVersion.Preview));

    static IEnumerable<string> Members(string text) =>
        text.Split('\n').Where(line => line.Contains("new global::", StringComparison.Ordinal)).Select(line => line.Trim()["new global::".Length..^"(),".Length]);

    static List<IncrementalStepRunReason> Reasons(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];
}
