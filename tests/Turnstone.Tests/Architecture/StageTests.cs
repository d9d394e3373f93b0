namespace Turnstone.Tests.Architecture;

using System.Reflection;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Turnstone.Approval;
using Turnstone.Execution;
using Turnstone.Signing;
using Turnstone.Verification;

public sealed class StageTests
{
    [Theory]
    [InlineData(typeof(TrustedEnvelope), "src/Turnstone/Signing/KeyRing.cs")]
    [InlineData(typeof(VerifiedPlan), "src/Turnstone/Verification/Verifier.cs")]
    [InlineData(typeof(ApprovedPlan), "src/Turnstone/Approval/Approver.cs")]
    public void Only_one_class_makes_a_stage(Type stage, string maker)
    {
        stage.GetConstructors().ShouldBeEmpty("nobody outside of the library makes one");
        SourceFile.Product.Where(file => file.Root.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Any(made => Made(made) == stage.Name))
            .Select(file => file.Path).ShouldBe([maker]);
    }

    [Fact]
    public void The_runner_takes_nothing_less_than_an_approved_plan()
    {
        var ways = typeof(Runner).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.IsPublic || method.IsAssembly).ToList();

        ways.ShouldHaveSingleItem().GetParameters()[0].ParameterType.ShouldBe(typeof(ApprovedPlan));
    }

    [Fact]
    public void A_stage_cannot_be_copied_with_other_contents()
    {
        foreach (var stage in new[] { typeof(TrustedEnvelope), typeof(VerifiedPlan), typeof(ApprovedPlan) })
        {
            stage.GetProperties().ShouldAllBe(property => property.SetMethod == null, stage.Name);
        }
    }

    [Fact]
    public void Only_the_runner_calls_the_executor() =>
        SourceFile.Product.Where(file => file.Code.Contains("executor.", StringComparison.Ordinal)).Select(file => file.Path)
            .ShouldBe(["src/Turnstone/Execution/Runner.cs"]);

    // What `new(…)` makes is what the member or variable around it is declared as.
    static string? Made(BaseObjectCreationExpressionSyntax made) => made switch
    {
        ObjectCreationExpressionSyntax named => $"{named.Type}",
        _ => made.Ancestors().Select(around => around switch
        {
            MethodDeclarationSyntax method => $"{method.ReturnType}",
            PropertyDeclarationSyntax property => $"{property.Type}",
            VariableDeclarationSyntax variable => $"{variable.Type}",
            _ => null,
        }).FirstOrDefault(type => type is not null),
    };
}
