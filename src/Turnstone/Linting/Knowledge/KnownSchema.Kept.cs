namespace Turnstone.Linting.Knowledge;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>What was said of tables in comments, which rows of theirs others keep, and who may do what with them.</summary>
public sealed partial class KnownSchema
{
    readonly List<KnownCopy> copies = [];
    readonly Dictionary<KnownName, HashSet<KnownGrant>> grantsOnSequences = [];
    readonly HashSet<string> schemasWithDefaults = new(StringComparer.Ordinal);
    bool hasDefaultsOfAll;

    /// <summary>What was granted on a sequence, a serial column's too.</summary>
    internal IReadOnlyCollection<KnownGrant> GrantsOnSequence(KnownName sequence) => grantsOnSequences.GetValueOrDefault(sequence) ?? [];

    /// <summary>The tables that keep rows of a table, as long as they are there.</summary>
    internal IEnumerable<KnownCopy> CopiesOf(KnownTable table) => copies.Where(copy => copy.Source == table && Table(copy.Keeper.Name) == copy.Keeper);

    /// <summary>Whether a table was made of another one's rows, to keep them.</summary>
    internal bool IsKeeper(KnownTable table) => copies.Any(copy => copy.Keeper == table && copy.IsAllOfKeeper);

    /// <summary>Whether a new object of a schema gets privileges by itself.</summary>
    internal bool HasDefaultPrivileges(string schema) => hasDefaultsOfAll || schemasWithDefaults.Contains(schema);

    void FollowKept(Statement statement, Making? made)
    {
        switch (statement)
        {
            case Comment { Object: { Kind: ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable } table } comment:
                Mentioned(table.Name).Comment = Said(comment);
                break;
            case Comment { Object: { Kind: ObjectKind.Column, Owner: { } owner } column } comment:
                Mentioned(owner).Describe(column.Name.Name.Name, Said(comment));
                break;
            case CreateTableAs { Query: { } query, WithData: true, Persistence: not "TEMPORARY" } create:
                copies.AddRange(CopiesTo(Mentioned(create.Name), query).Select(copy => copy with { IsAllOfKeeper = true }));
                break;
            case Select { Body: SelectList { Into: { Persistence: not "TEMPORARY" } into } } query:
                copies.AddRange(CopiesTo(Make(into.Name, ObjectKind.Table, made), query).Select(copy => copy with { IsAllOfKeeper = true }));
                break;
            case Insert { Query: { } query } insert when Table(insert.Table) is { } keeper:
                copies.AddRange(CopiesTo(keeper, query));
                break;
            case PrivilegeChange change:
                FollowGrant(change);
                break;
            case AlterDefaultPrivileges { IsGrant: true, Target: "TABLES" } change:
                hasDefaultsOfAll |= change.Schemas.IsEmpty;
                schemasWithDefaults.UnionWith(change.Schemas.Select(schema => schema.Name));
                break;
        }
    }

    static string? Said(Comment comment) => comment.Text is { } text ? comment.Slice.Said(text) : null;

    // A join or a grouping gives other rows than the table's, and is no copy of it.
    IEnumerable<KnownCopy> CopiesTo(KnownTable keeper, Select query)
    {
        var (source, columns, where) = query switch
        {
            { Body: WholeTable whole, Limit: null } => (whole.Relation.Name, null, null),
            { Body: SelectList { From: [TableItem { Sample: null } item], IsDistinct: false, GroupBy: [] } list, Limit: null } when !query.Nodes.Any(node => node is SetOperation) => (item.Relation.Name, ColumnsOf(list), list.Where),
            _ => ((ObjectName?)null, (ImmutableArray<string>?)null, (Expression?)null),
        };
        if (source is { } name && Table(name) is { } table && table != keeper && !keeper.IsTemporary && (where is null || OnlyWith(where) is not null))
        {
            yield return new(keeper, table, columns, where is null ? null : OnlyWith(where));
        }
    }

    static ImmutableArray<string>? ColumnsOf(SelectList list) =>
        list.Columns.Any(one => one.Value is ColumnReference { IsStar: true }) ? null : [.. list.Columns.Select(one => one.Value).OfType<ColumnReference>().Select(one => one.Parts[^1].Name)];

    static string? OnlyWith(Expression where) => where is Test { Operand: ColumnReference { IsStar: false } column, IsNegated: true, For: "NULL" } ? column.Parts[^1].Name : null;

    void FollowGrant(PrivilegeChange change)
    {
        var told = (from role in change.Roles from privilege in change.Privileges where privilege.Columns.IsEmpty select new KnownGrant(role.Name?.Name ?? role.Special ?? "", privilege.Name.Name)).ToList();
        foreach (var grants in GrantsOn(change.Target))
        {
            if (change.IsGrant)
            {
                grants.UnionWith(told);
            }
            else
            {
                grants.RemoveWhere(known => told.Exists(gone => gone.Role == known.Role && (gone.Privilege == "all" || gone.Privilege == known.Privilege)));
            }
        }
    }

    IEnumerable<HashSet<KnownGrant>> GrantsOn(PrivilegeTarget target)
    {
        var names = target.Objects.Select(one => one.Name).OfType<ObjectName>();
        return target.Kind switch
        {
            "TABLE" => names.Select(name => Table(name) is { } table ? table.Grants : OnSequence(NewName(name))),
            "SEQUENCE" => names.Select(name => OnSequence(NewName(name))),
            "ALL TABLES IN SCHEMA" => names.SelectMany(schema => tables.Values.Where(table => table.Name.Schema == schema.Name.Name).Select(table => table.Grants)),
            "ALL SEQUENCES IN SCHEMA" => names.SelectMany(schema => SequencesIn(schema.Name.Name).Select(OnSequence)),
            _ => [],
        };
    }

    HashSet<KnownGrant> OnSequence(KnownName name) => grantsOnSequences.TryGetValue(name, out var grants) ? grants : grantsOnSequences[name] = [];

    // Those of serial columns too, by the name that PostgreSQL gives them.
    IEnumerable<KnownName> SequencesIn(string schema) => sequences.Keys.Where(name => name.Schema == schema)
        .Concat(tables.Values.Where(table => table.Name.Schema == schema).SelectMany(table => table.Columns.Values.Where(column => column.IsSerial).Select(column => SequenceOf(table, column))));

    internal static KnownName SequenceOf(KnownTable table, KnownColumn column) => new(table.Name.Schema, GeneratedName.Of(table.Name.Name, column.Name, "seq"));
}
