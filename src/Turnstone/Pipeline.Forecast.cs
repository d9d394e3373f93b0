namespace Turnstone;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Planning;
using Turnstone.Plans;
using Turnstone.Sessions;

/// <summary>What is to be expected of a plan; what is planned to be carried out at once goes without.</summary>
public sealed partial class Pipeline
{
    async Task<Checked<Plan>> ForetoldAsync(Checked<Plan> plan, Session session, MigrationSet files, CancellationToken stop)
    {
        if (plan.Value is not { IsEmpty: false } made || IsShadow)
        {
            return plan;
        }
        Schema target;
        try
        {
            target = await ReaderOf(session).ReadAsync(stop);
        }
        catch (FailureException hidden) when (hidden.Diagnostic.Rule == "catalog-hidden")
        {
            return Checked.Of(made, [.. plan.Diagnostics, Diagnostic.Warning("no-forecast", $"{hidden.Diagnostic.Message} The plan says nothing of locks, and not what its steps have to find.")]);
        }
        var path = settings.SearchPath.IsEmpty ? await PathAsync(session, stop) : settings.SearchPath;
        using var texts = new StatementTexts(files, new Placeholders(settings.Placeholders));
        return Checked.Of(new Forecast(target, path, texts).Of(made), plan.Diagnostics);
    }

    // Where the role, the database or the server says it.
    static async Task<ImmutableArray<string>> PathAsync(Session session, CancellationToken stop) =>
        [.. await session.QueryAsync($"SELECT pg_catalog.unnest(pg_catalog.current_schemas(false))::text", row => row.GetString(0), stop)];
}
