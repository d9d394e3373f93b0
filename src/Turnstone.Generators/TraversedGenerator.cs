namespace Turnstone.Generators;

using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

/// <summary>
/// Writes each <c>[Traversed] static partial void Add(Root node, List&lt;Root&gt; into)</c>: a tree of records is walked without reflection, and
/// without a line for it in each of them.
/// </summary>
[Generator]
public sealed class TraversedGenerator : IIncrementalGenerator
{
    static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Turnstone.TraversedAttribute",
            static (node, _) => node is MethodDeclarationSyntax,
            static (match, _) => Method.From((IMethodSymbol)match.TargetSymbol));

        var nodes = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is RecordDeclarationSyntax { BaseList: not null },
                static (match, stop) => match.SemanticModel.GetDeclaredSymbol(match.Node, stop) as INamedTypeSymbol)
            .Where(static type => type is { IsAbstract: false, IsReferenceType: true })
            .Select(static (type, _) => Node.From(type!))
            .Collect();

        context.RegisterSourceOutput(methods.Combine(nodes), static (output, pair) =>
        {
            var (method, all) = pair;
            var cases = all.Where(node => node.Bases.Contains("|" + method.Root + "|")).GroupBy(node => node.Type).Select(same => same.First())
                .Select(node => node.Case(method.Root)).Where(one => one != "").OrderBy(one => one, StringComparer.Ordinal);
            output.AddSource($"{method.Owner}.{method.Name}.g.cs", method.Implement(string.Concat(cases)));
        });
    }

    // Strings, not arrays: incremental caching needs values that compare by content.
    sealed record Node(string Type, string Bases, string Properties)
    {
        public static Node From(INamedTypeSymbol type)
        {
            var (bases, properties) = (new StringBuilder("|"), new StringBuilder());
            for (var b = type; b is not null; b = b.BaseType)
            {
                bases.Append(b.ToDisplayString(Qualified)).Append('|');
                foreach (var property in b.GetMembers().OfType<IPropertySymbol>().Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, IsOverride: false }
                    && property.Name != "EqualityContract" && (property.SetMethod is not null)))
                {
                    var (element, depth) = Element(property.Type);
                    properties.Append(property.Name).Append(' ').Append(depth).Append(' ').Append(BasesOf(element)).Append('\n');
                }
            }

            return new(type.ToDisplayString(Qualified), bases.ToString(), properties.ToString());
        }

        public string Case(string root)
        {
            var lines = new StringBuilder();
            foreach (var property in Properties.Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = property.Split([' '], 3);
                if (parts[2].Contains("|" + root + "|"))
                {
                    lines.Append(Line(parts[0], parts[1]));
                }
            }

            return lines.Length == 0 ? "" : $"            case {Type} it:\n            {{\n{lines}                break;\n            }}\n";
        }

        static string Line(string name, string depth) => depth switch
        {
            "0" => $"                if (it.{name} is {{ }} a{name}) into.Add(a{name});\n",
            "1" => $"                foreach (var one in it.{name}) into.Add(one);\n",
            _ => $"                foreach (var many in it.{name}) foreach (var one in many) into.Add(one);\n",
        };

        static (ITypeSymbol Element, int Depth) Element(ITypeSymbol type)
        {
            var depth = 0;
            while (type is INamedTypeSymbol { Name: "ImmutableArray", TypeArguments.Length: 1 } array)
            {
                (type, depth) = (array.TypeArguments[0], depth + 1);
            }

            return (type, depth);
        }

        static string BasesOf(ITypeSymbol type)
        {
            var names = new StringBuilder("|");
            for (var b = type as INamedTypeSymbol; b is not null; b = b.BaseType)
            {
                names.Append(b.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Qualified)).Append('|');
            }

            return names.ToString();
        }
    }

    sealed record Method(string Namespace, string Owner, string Name, string Root)
    {
        public static Method From(IMethodSymbol method) => new(
            method.ContainingNamespace.ToDisplayString(), method.ContainingType.Name, method.Name, method.Parameters[0].Type.ToDisplayString(Qualified));

        public string Implement(string cases) => $$"""
            #nullable enable
            namespace {{Namespace}};

            partial class {{Owner}}
            {
                internal static partial void {{Name}}({{Root}} node, global::System.Collections.Generic.List<{{Root}}> into)
                {
                    switch (node)
                    {
            {{cases}}        }
                }
            }
            """;
    }
}
