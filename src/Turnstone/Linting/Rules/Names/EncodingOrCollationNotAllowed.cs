namespace Turnstone.Linting.Rules.Names;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;
using Turnstone.Sql.TableActions;

/// <summary>An encoding or a collation that a house does not use.</summary>
sealed class EncodingOrCollationNotAllowed : LintRule
{
    public override string Name => "encoding-or-collation-not-allowed";

    public override RuleTopic Topic => RuleTopic.Names;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesList => true;

    public override bool IsHouseRule => true;

    public override string Danger => "A house rule: columns of several collations cannot be compared without saying how, their indexes serve only their own, and one of the operating system sorts otherwise after an upgrade of it, under which indexes break.";

    public override string Cure => "Leave COLLATE out, so that the database's own is taken, or take one that is allowed; sort for people where the rows are shown: ORDER BY name COLLATE \"de-x-icu\".";

    public override string Limits => "`lint: { lists: { encoding-or-collation-not-allowed: [UTF8, C, und-x-icu] } }`; where nothing is listed, the encoding UTF8 and the collations C, POSIX, ucs_basic, C.UTF-8 and default are allowed. Said of columns, domains, "
        + "types, indexes, databases and client_encoding; not of a query's own ORDER BY.";

    static readonly ImmutableArray<string> Usual = ["UTF8", "C", "POSIX", "ucs_basic", "C.UTF-8", "C.UTF8", "pg_c_utf8", "default"];

    internal override bool Sees(SyntaxNode node) => node is ColumnDefinition or AlterColumnType or CreateDomain or Turnstone.Sql.Queries.IndexKey or AttributeAction or CreateDatabase or SettingChange;

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => node switch
    {
        ColumnDefinition { Collation: { } name } => Of(name, context),
        AlterColumnType { Collation: { } name } => Of(name, context),
        CreateDomain { Collation: { } name } => Of(name, context),
        AttributeAction { Collation: { } name } => Of(name, context),
        Turnstone.Sql.Queries.IndexKey { Collation: { } name } => Of(name, context),
        CreateDatabase database => database.Options.Where(option => option is { Name: "encoding" or "locale" or "lc_collate" or "lc_ctype" or "icu_locale" or "builtin_locale", Value: not null })
            .Select(option => (option.Span, Said: context.Text(option.Value!.Value).Trim('\'', '"'))).Where(one => !IsAllowed(one.Said, context)).Select(one => new Finding(one.Span, $"{one.Said} is not allowed here.")),
        SettingChange { Name: "client_encoding", Action: SettingAction.Set, Values: [var value] } when context.Text(value).Trim('\'') is var said && !IsAllowed(said, context) && !said.Equals("utf-8", StringComparison.OrdinalIgnoreCase) => [Finding.Of(node, $"The encoding {said} is not allowed here.")],
        _ => [],
    };

    IEnumerable<Finding> Of(ObjectName collation, LintContext context) =>
        IsAllowed(collation.Name.Name, context) ? [] : [new(collation.Span, $"The collation {collation.Name.Name} is not allowed here.")];

    bool IsAllowed(string name, LintContext context) => (context.Options.Of(this).List is { IsEmpty: false } told ? told : Usual).Contains(name, StringComparer.OrdinalIgnoreCase);
}
