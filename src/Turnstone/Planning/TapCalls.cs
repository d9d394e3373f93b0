namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Migrations;
using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;

/// <summary>Recognises a file of pgTAP's tests: it says how many there are, with <c>plan(…)</c> or <c>no_plan()</c>, or has <c>runtests(…)</c> say it.</summary>
static class TapCalls
{
    static readonly ImmutableArray<string> Planning = ["plan", "no_plan", "runtests"];

    /// <param name="fill">Gives a statement's text with its placeholders filled.</param>
    public static bool AreIn(Migration file, Func<string, string> fill, PgVersion version) => MigrationReader.Statements(file)
        .Any(slice => Planning.Any(name => slice.Text.Contains(name, StringComparison.OrdinalIgnoreCase))
            && Parser.Parse(slice with { Text = fill(slice.Text) }, version) is Select query && query.Nodes.OfType<FunctionCall>().Any(call => Planning.Contains(call.Name.Name.Name)));
}
