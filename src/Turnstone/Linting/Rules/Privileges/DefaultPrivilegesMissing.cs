namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A new table that nobody was allowed to use.</summary>
sealed class DefaultPrivilegesMissing : NodeRule<CreateTable>
{
    public override string Name => "default-privileges-missing";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A new table belongs to the role that ran the migration, and to nobody else: GRANT … ON ALL TABLES was for those that were there. The program that may use every other table of the schema gets \"permission denied\" for this one.";

    public override string Cure => "GRANT in the same file what the other tables have; or once, for all tables to come: ALTER DEFAULT PRIVILEGES IN SCHEMA … GRANT … ON TABLES TO ….";

    public override string Limits => "Said where at least two tables of the schema were seen, a role was granted something on all of them, and neither the file grants it on the new one nor default privileges were seen. Not said of partitions and temporary tables.";

    // More tables say no more of a habit.
    const int Fewest = 2, Most = 50;

    protected override IEnumerable<Finding> Check(CreateTable create, LintContext context)
    {
        if (create is { Persistence: "TEMPORARY" } or { PartitionOf: not null } || context.Known.Table(create.Name) is not null)
        {
            yield break;
        }
        var schema = create.Name.Schema?.Name ?? (context.Options.SearchPath is [var first, ..] ? first : "public");
        if (RoleOfAll(schema, context) is { } role && !context.Known.HasDefaultPrivileges(schema) && !context.LaterInFile().Any(later => later is PrivilegeChange { IsGrant: true } grant && IsOn(grant, create.Name) || later is AlterOwner))
        {
            yield return new(create.Name.Span, $"{new Identifier(role).Shown()} may use every other table of {new Identifier(schema).Shown()}, and is granted nothing on {create.Name.Shown()}.");
        }
    }

    // Who may use each of the first tables that were there before this file; mostly the first one already says that nobody does.
    static string? RoleOfAll(string schema, LintContext context)
    {
        var tables = context.Known.Tables.Where(table => table is { Kind: ObjectKind.Table, IsTemporary: false, PartitionOf: null } && table.Name.Schema == schema && table.Made?.File != context.File.Place).Take(Most);
        return tables.Take(Fewest).Count() < Fewest ? null
            : tables.First().Grants.Select(grant => grant.Role).Order(StringComparer.Ordinal).FirstOrDefault(role => tables.All(table => table.Grants.Any(grant => grant.Role == role)));
    }

    static bool IsOn(PrivilegeChange grant, ObjectName table) => grant.Target.Kind switch
    {
        "TABLE" => grant.Target.Objects.Any(one => one.Name?.Name == table.Name),
        "ALL TABLES IN SCHEMA" => true,
        _ => false,
    };
}
