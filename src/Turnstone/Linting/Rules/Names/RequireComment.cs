namespace Turnstone.Linting.Rules.Names;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>A new table that nobody says a word about.</summary>
sealed class RequireComment : LintRule
{
    public override string Name => "require-comment";

    public override RuleTopic Topic => RuleTopic.Names;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesLimit => true;

    internal override bool TakesList => true;

    public override bool IsHouseRule => true;

    public override string Danger => "A house rule: what a table is for is known on the day when it is made, and asked for years later by people who see nothing but the database.";

    public override string Cure => "COMMENT ON TABLE … IS '…' in the same file: what a row is, and what is not obvious about it.";

    public override string Limits => "`lint: { lists: { require-comment: [table, column, view, function] } }` says of what; of tables where nothing is listed. `lint: { limits: { require-comment: 500 } }` is how many characters a comment may have. "
        + "Not said of temporary tables and of partitions.";

    static readonly ImmutableArray<string> Usual = ["table"];

    static readonly ImmutableArray<string> Known = ["table", "column", "view", "function"];

    internal override bool Sees(SyntaxNode node) => node is CreateTable or CreateView or CreateMaterializedView or CreateRoutine or ColumnDefinition or Comment;

    internal override string? Refuse(RuleOptions options) => options.List.FirstOrDefault(one => !Known.Contains(one)) is { } other ? $"'{other}' is none of {string.Join(", ", Known)}." : null;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context)
    {
        if (node is Comment { Text: { } text } comment)
        {
            return context.Options.Of(this).Limit is { } most && context.Statement.Slice.Said(text).Length is var length && length > most
                ? [Finding.Of(comment, $"The comment has {length} characters, and {most} are the most.")] : [];
        }
        var kinds = context.Options.Of(this).List is { IsEmpty: false } told ? told : Usual;
        return New(node, context) is var (kind, name, owner) && kinds.Contains(kind) && !context.LaterInFile().Any(later => IsAbout(later, kind, name, owner))
            ? [new(name.Name.Span.Length > 0 ? name.Name.Span : node.Span, $"Nobody says what the {kind} {name.Shown()} is for.")] : [];
    }

    static (string Kind, ObjectName Name, ObjectName? Owner)? New(SyntaxNode node, LintContext context) => node switch
    {
        CreateTable { Persistence: not "TEMPORARY", PartitionOf: null } create => ("table", create.Name, null),
        CreateView { Persistence: not "TEMPORARY" } view => ("view", view.Name, null),
        CreateMaterializedView view => ("view", view.Name, null),
        CreateRoutine routine when context.Known.Routines(routine.Name).Count == 0 => ("function", routine.Name, null),
        ColumnDefinition column when context.Statement is CreateTable { Persistence: not "TEMPORARY" } create => ("column", new(null, column.Name), create.Name),
        ColumnDefinition column when context.Altered is { } table => ("column", new(null, column.Name), table),
        _ => null,
    };

    static bool IsAbout(Statement later, string kind, ObjectName name, ObjectName? owner) => later is Comment { Text: not null, Object: var about } && about.Name.Name == name.Name && kind switch
    {
        "column" => about.Kind == ObjectKind.Column && about.Owner?.Name == owner?.Name,
        "function" => about.Kind is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine,
        "view" => about.Kind is ObjectKind.View or ObjectKind.MaterializedView,
        _ => about.Kind == ObjectKind.Table,
    };
}
