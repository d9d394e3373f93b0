namespace Turnstone.Tests.Architecture;

using Microsoft.CodeAnalysis.CSharp.Syntax;

public sealed class NamingTests
{
    static readonly string[] Drawers = ["Utils", "Util", "Helpers", "Common", "Models", "Interfaces", "Abstractions", "Misc"];

    static readonly string[] Hollow = ["Manager", "Helper", "Service", "Impl", "Base", "Info", "Utils", "Util"];

    // Linked into the projects that use the generator, and what the compiler asks for by its full name.
    static readonly string[] ElsewhereByDesign = ["src/Turnstone.Generators/DiscoveredAttribute.cs", "src/Turnstone.Generators/TraversedAttribute.cs", "src/Turnstone.Generators/IsExternalInit.cs"];

    static IEnumerable<SourceFile> All => SourceFile.Product.Concat(SourceFile.Tests);

    [Fact]
    public void A_file_is_named_like_its_main_type() =>
        All.Where(file => file.Types.Where(IsOutermost).All(type => type.Identifier.Text != file.Name)).ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder() =>
        All.Where(file => !ElsewhereByDesign.Contains(file.Path)
                && NamespaceOf(file) != string.Join('.', [file.Project, .. file.Folder.Split('/', StringSplitOptions.RemoveEmptyEntries)]))
            .Select(file => $"{file} is in {NamespaceOf(file)}").ShouldBeEmpty();

    [Fact]
    public void There_is_no_drawer_for_everything() =>
        All.Where(file => file.Path.Split('/').Append(file.Name).Any(Drawers.Contains)).ShouldBeEmpty();

    [Fact]
    public void No_type_has_a_hollow_name() =>
        All.SelectMany(file => file.Types).Select(type => type.Identifier.Text)
            .Where(name => Hollow.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void No_interface_has_a_single_implementation()
    {
        var interfaces = SourceFile.Product.SelectMany(file => file.Types).OfType<InterfaceDeclarationSyntax>().Select(type => type.Identifier.Text);
        var bases = SourceFile.Product.SelectMany(file => file.Types).SelectMany(type => type.BaseList?.Types.Select(one => $"{one.Type}") ?? []).ToList();

        interfaces.Where(name => bases.Count(one => one == name) < 2).ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_of_the_product_says_what_it_is() =>
        SourceFile.Product.SelectMany(file => file.Types.Where(type => IsOutermost(type) && !type.GetLeadingTrivia().ToFullString().Contains("///", StringComparison.Ordinal))
            .Select(type => $"{file}: {type.Identifier.Text}")).ShouldBeEmpty();

    static bool IsOutermost(BaseTypeDeclarationSyntax type) => type.Parent is BaseNamespaceDeclarationSyntax;

    static string NamespaceOf(SourceFile file) => $"{file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name}";
}
