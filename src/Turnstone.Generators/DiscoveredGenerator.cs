namespace Turnstone.Generators;

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

/// <summary>
/// Gives each <c>[Discovered] static partial IReadOnlyList&lt;T&gt;</c> property one instance of every concrete
/// subclass of <c>T</c> in the same assembly, so that adding a rule, an operation or a command is adding a file.
/// </summary>
[Generator]
public sealed class DiscoveredGenerator : IIncrementalGenerator
{
    static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var lists = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Turnstone.DiscoveredAttribute",
            static (node, _) => node is PropertyDeclarationSyntax,
            static (match, _) => ListProperty.From((IPropertySymbol)match.TargetSymbol));

        var classes = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
                static (match, stop) => match.SemanticModel.GetDeclaredSymbol(match.Node, stop) as INamedTypeSymbol)
            .Where(static type => type is { IsAbstract: false })
            .Select(static (type, _) => (Type: type!.ToDisplayString(Qualified), Bases: BaseTypes(type!)))
            .Collect();

        context.RegisterSourceOutput(lists.Combine(classes), static (output, pair) =>
        {
            var (list, all) = pair;
            var members = all
                .Where(candidate => candidate.Bases.Contains("|" + list.Element + "|"))
                .Select(candidate => candidate.Type)
                .Distinct()
                .OrderBy(name => name, StringComparer.Ordinal)
                .Select(name => $"\n        new {name}(),");
            output.AddSource($"{list.Owner}.{list.Name}.g.cs", list.Implement(string.Concat(members)));
        });
    }

    // A string, not an array: incremental caching needs values that compare by content.
    static string BaseTypes(INamedTypeSymbol type)
    {
        var names = new StringBuilder("|");
        for (var b = type.BaseType; b is not null; b = b.BaseType)
        {
            names.Append(b.ToDisplayString(Qualified)).Append('|');
        }
        return names.ToString();
    }

    sealed record ListProperty(string Namespace, string Owner, string Access, string Name, string Element)
    {
        public static ListProperty From(IPropertySymbol property) => new(
            property.ContainingNamespace.ToDisplayString(),
            property.ContainingType.Name,
            property.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            property.Name,
            ((INamedTypeSymbol)property.Type).TypeArguments[0].ToDisplayString(Qualified));

        public string Implement(string members) => $$"""
            namespace {{Namespace}};

            partial class {{Owner}}
            {
                {{Access}} static partial global::System.Collections.Generic.IReadOnlyList<{{Element}}> {{Name}} => field ??= [{{members}}
                ];
            }
            """;
    }
}
