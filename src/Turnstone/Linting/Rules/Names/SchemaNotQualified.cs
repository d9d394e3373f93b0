namespace Turnstone.Linting.Rules.Names;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A name without its schema.</summary>
sealed class SchemaNotQualified : NodeRule<Statement>
{
    public override string Name => "schema-not-qualified";

    public override RuleTopic Topic => RuleTopic.Names;

    public override Severity Severity => Severity.Warning;

    public override bool IsHouseRule => true;

    public override string Danger => "A house rule: which table a name without a schema is depends on the search_path of whoever runs it, and so the same file makes a table in one schema here and in another one there.";

    public override string Cure => "Write the schema in front: CREATE TABLE shop.orders. Or pin `search_path` in `turnstone.yaml`, which then holds for every run.";

    public override string Limits => "Said of what a statement makes, changes, drops, comments on, or writes rows into; not of temporary tables, nor of what a query reads. Mended by `--fix` where `turnstone.yaml` pins a search_path.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        foreach (var name in Named(statement).Where(name => name is { Schema: null, Name.Name.Length: > 0 } && context.Known.Table(name) is not { IsTemporary: true }))
        {
            yield return new(name.Span, $"{name.Shown()} is looked for along the search_path.") { Fix = context.Options.SearchPath is [var schema, ..] ? [new(new(name.Span.Start, 0), $"{new Identifier(schema).Shown()}.")] : [] };
        }
    }

    static IEnumerable<ObjectName> Named(Statement statement) => statement switch
    {
        CreateTable { Persistence: "TEMPORARY" } or CreateTableAs { Persistence: "TEMPORARY" } or CreateView { Persistence: "TEMPORARY" } or CreateSequence { Persistence: "TEMPORARY" } => [],
        CreateTable create => [create.Name, .. create.Elements.SelectMany(element => element.Nodes).OfType<ForeignKey>().Select(key => key.Table)],
        CreateTableAs create => [create.Name],
        CreateForeignTable create => [create.Name],
        CreateView view => [view.Name],
        CreateMaterializedView view => [view.Name],
        CreateSequence sequence => [sequence.Name],
        CreateRoutine routine => [routine.Name],
        CreateType type => [type.Name],
        CreateDomain domain => [domain.Name],
        CreateIndex index => [index.Table],
        Sql.Statements.CreateTrigger trigger => [trigger.Table, trigger.Function],
        CreatePolicy policy => [policy.Table],
        AlterTable alter => [alter.Table.Name, .. alter.Actions.SelectMany(action => action.Nodes).OfType<ForeignKey>().Select(key => key.Table)],
        Drop { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.ForeignTable or ObjectKind.Function or ObjectKind.Procedure } drop => drop.Objects.Select(one => one.Name),
        Drop drop => drop.Objects.Select(one => one.Owner).OfType<ObjectName>(),
        DropIndex drop => drop.Names,
        Rename { Object: { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Index } renamed } => [renamed.Name],
        Comment { Object: { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Index } described } => [described.Name],
        Comment { Object: { Kind: ObjectKind.Column, Owner: { } owner } } => [owner],
        Sql.Statements.Truncate truncate => truncate.Tables.Select(table => table.Name),
        // A name that WITH gives can be no target of these.
        Insert insert => [insert.Table],
        Update update => [update.Table.Name],
        Delete delete => [delete.Table.Name],
        Merge merge => [merge.Table.Name],
        Copy { Table: { } table } => [table],
        _ => [],
    };
}
