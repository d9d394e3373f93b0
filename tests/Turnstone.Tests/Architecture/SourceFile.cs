namespace Turnstone.Tests.Architecture;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

/// <summary>One C# file of the repository, parsed.</summary>
sealed class SourceFile
{
    SourceFile(string path)
    {
        Path = path;
        Lines = File.ReadAllLines(Repository.PathOf(path));
        Root = CSharpSyntaxTree.ParseText(string.Join('\n', Lines)).GetCompilationUnitRoot();
        Code = Root.ReplaceTrivia(Root.DescendantTrivia(descendIntoTrivia: true).Where(IsComment), (_, _) => default).ToFullString();
    }

    public static IReadOnlyList<SourceFile> Product { get; } = [.. Repository.Files("src", "*.cs").Select(path => new SourceFile(path))];

    public static IReadOnlyList<SourceFile> Tests { get; } = [.. Repository.Files("tests", "*.cs").Select(path => new SourceFile(path))];

    /// <summary>Relative to the repository's root.</summary>
    public string Path { get; }

    public string[] Lines { get; }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The text without its comments.</summary>
    public string Code { get; }

    /// <summary>The project's folder: <c>Turnstone.Sql</c>.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The folder within the project; empty for a file beside the project file.</summary>
    public string Folder => string.Join('/', Path.Split('/')[2..^1]);

    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    public IEnumerable<BaseTypeDeclarationSyntax> Types => Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>();

    public IEnumerable<string> Comments => Root.DescendantTrivia(descendIntoTrivia: true).Where(IsComment).Select(trivia => trivia.ToFullString());

    /// <summary>The lines that methods and properties with a body have.</summary>
    public IEnumerable<int> MethodLengths => Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: not null })
        .Select(member => member.GetLocation().GetLineSpan().Span)
        .Select(span => span.End.Line - span.Start.Line + 1);

    public override string ToString() => Path;

    static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
}
