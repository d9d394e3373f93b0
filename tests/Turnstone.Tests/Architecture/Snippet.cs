namespace Turnstone.Tests.Architecture;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

/// <summary>A few lines compiled against the built library, as somebody who uses it would.</summary>
static class Snippet
{
    static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Turnstone", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(params string[] files) => CSharpCompilation.Create(
        "Snippet", [.. files.Select((text, at) => Parse(text, at))], References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string text, int number) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), $"{number}.cs");

    /// <summary>The compiler's errors on the body of a method.</summary>
    public static string[] Errors(string body) =>
    [
        .. Compile($$"""
            using Turnstone.Approval;
            using Turnstone.Plans;
            using Turnstone.Sql;
            using Turnstone.Text;
            using Turnstone.Verification;
            class Snippet
            {
                object? Run(string text, Plan plan, VerifiedPlan verified) { {{body}} }
            }
            """).GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.Id),
    ];
}
