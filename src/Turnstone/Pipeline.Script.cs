namespace Turnstone;

using Turnstone.Approval;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Execution.Scripts;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Verification;

/// <summary>The plan for those who may run nothing but psql.</summary>
public sealed partial class Pipeline
{
    /// <summary>What <see cref="ApplyAsync(ApplyRequest, Stopping)"/> would do now, as a script for psql. Nothing is written.</summary>
    /// <exception cref="FailureException">The server is away or refuses, or a policy asks for more than there is.</exception>
    public Task<Checked<PsqlScript>> ScriptAsync(ApplyRequest request, CancellationToken stop) => ReadAsync(
        async (session, files) =>
        {
            var work = await WorkAsync(ToApply(request.Scope), session, files, stop);
            if (!work.Plan.Passed)
            {
                return Checked.Failed<PsqlScript>(work.Plan.Diagnostics);
            }
            var approved = new Approver(Policy.Of(environment)).Approve(Verifier.NotVerified(work.Plan.Value));
            if (!approved.Passed)
            {
                throw new FailureException(FailureKind.PolicyNotMet, approved.Diagnostics.First(said => said.Severity == Severity.Error));
            }
            using var texts = new StatementTexts(work.Sources, new Placeholders(settings.Placeholders));
            IReadOnlyList<Diagnostic> said = [.. work.Plan.Diagnostics, .. new Unscriptable(texts).In(work.Plan.Value)];
            return said.Any(one => one.Severity == Severity.Error)
                ? Checked.Failed<PsqlScript>(said)
                : Checked.Of(new PsqlScriptWriter(texts, new Identifier(settings.LedgerSchema)).Write(approved.Value), said);
        },
        stop);
}
