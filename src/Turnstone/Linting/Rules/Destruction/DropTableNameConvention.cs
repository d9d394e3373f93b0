namespace Turnstone.Linting.Rules.Destruction;

using System.Collections.Immutable;
using System.IO.Enumeration;
using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A table that is dropped under the name that it was used by.</summary>
sealed class DropTableNameConvention : NodeRule<Drop>
{
    public override string Name => "drop-table-name-convention";

    public override RuleTopic Topic => RuleTopic.Destruction;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesList => true;

    public override string Danger => "A house rule: only a table whose name says so may be dropped, so that dropping always takes two releases, one that renames it and one that drops it.";

    public override string Cure => "Rename it first, so that its name ends in `_old` or whatever fits the pattern, and drop it under that name a release later.";

    public override string Limits => "The pattern is `lint: { lists: { drop-table-name-convention: [\"*_old\"] } }`, in which `*` stands for any letters and `?` for one. Not said "
        + "of a table that is new or temporary, nor in an undo file.";

    public override bool IsHouseRule => true;

    static readonly ImmutableArray<string> Usual = ["*_old"];

    protected override IEnumerable<Finding> Check(Drop drop, LintContext context)
    {
        var patterns = context.Options.Of(this).List is { IsEmpty: false } told ? told : Usual;
        return drop.Kind is ObjectKind.Table && !context.IsUndo()
            ? drop.Objects.Where(one => context.IsInUse(one.Name) && !patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, one.Name.Name.Name, ignoreCase: false)))
                .Select(one => Finding.Of(one, $"{one.Name.Shown()} is dropped, and its name is not like {string.Join(" or ", patterns)}."))
            : [];
    }
}
