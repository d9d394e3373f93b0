namespace Turnstone.Generators;

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

/// <summary>
/// Gives each <c>[Discovered] static partial IReadOnlyList&lt;T&gt;</c> property one instance of every concrete
/// subclass of <c>T</c> in the same assembly, so that adding a rule, an operation or a command is adding a file;
/// and each <c>IReadOnlyDictionary&lt;string, Func&lt;T&gt;&gt;</c> what makes each of them, by the name of its class.
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
                .Select(name => list.IsLazy ? $"\n        [\"{name.Substring(name.LastIndexOf('.') + 1)}\"] = static () => new {name}()," : $"\n        new {name}(),");
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

    sealed record ListProperty(string Namespace, string Owner, string Access, string Name, string Element, bool IsLazy)
    {
        public static ListProperty From(IPropertySymbol property)
        {
            var arguments = ((INamedTypeSymbol)property.Type).TypeArguments;
            var isLazy = arguments.Length == 2;
            return new(
                property.ContainingNamespace.ToDisplayString(),
                property.ContainingType.Name,
                property.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
                property.Name,
                (isLazy ? ((INamedTypeSymbol)arguments[1]).TypeArguments[0] : arguments[0]).ToDisplayString(Qualified),
                isLazy);
        }

        string Type => "global::System.Collections.Generic." + (IsLazy ? $"IReadOnlyDictionary<string, global::System.Func<{Element}>>" : $"IReadOnlyList<{Element}>");

        public string Implement(string members) => $$"""
            namespace {{Namespace}};

            partial class {{Owner}}
            {
                {{Access}} static partial {{Type}} {{Name}} => field ??= {{(IsLazy ? $"new global::System.Collections.Generic.Dictionary<string, global::System.Func<{Element}>>() {{{members}\n    }}" : $"[{members}\n    ]")}};
            }
            """;
    }
}
