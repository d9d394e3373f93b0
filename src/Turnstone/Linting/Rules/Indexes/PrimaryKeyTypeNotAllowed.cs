namespace Turnstone.Linting.Rules.Indexes;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A primary key of a type that the house does not want.</summary>
sealed class PrimaryKeyTypeNotAllowed : NodeRule<UniqueConstraint>
{
    public override string Name => "primary-key-type-not-allowed";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    internal override bool TakesList => true;

    public override string Danger => "Keys are copied into every table that references them and into each of their indexes: a type that is too small runs out, one that is random scatters writes, and changing it later rewrites all of them.";

    public override string Cure => "CREATE TABLE with a key of one of the house's types, such as bigint GENERATED ALWAYS AS IDENTITY.";

    public override string Limits => "`lint: { lists: { primary-key-type-not-allowed: [bigint, uuid] } }` names those that are taken; these two where nothing does.";

    public override bool IsHouseRule => true;

    static readonly ImmutableArray<string> Usual = ["bigint", "uuid"];

    protected override IEnumerable<Finding> Check(UniqueConstraint key, LintContext context)
    {
        if (!key.IsPrimaryKey || context.Statement is not CreateTable create)
        {
            yield break;
        }
        var allowed = context.Options.Of(this).List is { IsEmpty: false } told ? told : Usual;
        var types = allowed.Select(Known).ToHashSet();
        foreach (var column in create.Elements.OfType<ColumnDefinition>().Where(column => column.Constraints.Contains(key) || key.Columns.Contains(column.Name)))
        {
            if (column.Type is { } type && !types.Contains(type.Name.Name.Name))
            {
                yield return Finding.Of(type, $"The primary key of {create.Name.Shown()} has the type {context.Text(type.Span)}; the house takes {string.Join(", ", allowed)}.");
            }
        }
    }

    // As PostgreSQL calls it.
    static string Known(string type) => type.ToLowerInvariant() switch
    {
        "bigint" or "bigserial" => "int8",
        "int" or "integer" => "int4",
        "smallint" => "int2",
        var other => other,
    };
}
