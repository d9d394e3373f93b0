namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>Tables and views.</summary>
public sealed partial class KnownSchema
{
    void FollowTable(Statement statement, Making? made)
    {
        switch (statement)
        {
            case CreateTable { IfNotExists: true } create when Table(create.Name) is not null:
                break;
            case CreateTable create:
                Make(create, made);
                break;
            case CreateForeignTable create:
                Fill(Make(create.Name, ObjectKind.ForeignTable, made), create.Elements, create.Slice.Text, made);
                break;
            case CreateTableAs create:
                Make(create.Name, ObjectKind.Table, made).IsPartitioned = false;
                break;
            case CreateView create:
                Keep(new(NewName(create.Name), ObjectKind.View, create.OrReplace ? Table(create.Name)?.Made ?? made : made) { Query = create.Query, ViewColumns = create.Columns });
                break;
            case CreateMaterializedView create:
                Keep(new(NewName(create.Name), ObjectKind.MaterializedView, made) { Query = create.Query });
                break;
            case AlterTable { Kind: ObjectKind.Table or ObjectKind.ForeignTable } alter:
                Follow(Mentioned(alter.Table.Name), alter, made);
                break;
            // One that numbers its rows by itself is for programs to fill: what is written out is an example, or the first of many.
            case Insert { Query.Body: ValuesList } insert when Table(insert.Table) is { } filled
                && (insert.Columns is [] || filled.Columns.Values.Where(column => column.IsSerial || column.IsIdentity).All(column => insert.Columns.Any(one => one.Name.Name == column.Name))):
                filled.IsWrittenOut = true;
                break;
            case Update update:
                Table(update.Table.Name)?.Fill(update.Set.SelectMany(one => one.Columns).Select(column => column.Name.Name), made);
                break;
            case AttachPartition { Kind: ObjectKind.Table } attach:
                Mentioned(attach.Table).IsPartitioned = true;
                Mentioned(attach.Partition).Parent = Mentioned(attach.Table);
                Mentioned(attach.Partition).Bound = attach.Bound;
                break;
            case DetachPartition detach:
                Mentioned(detach.Partition).Parent = null;
                break;
        }
    }

    static void Follow(KnownTable table, AlterTable alter, Making? made)
    {
        foreach (var action in alter.Actions)
        {
            table.Follow(action, alter.Slice.Text, made);
        }
    }

    void Make(CreateTable create, Making? made)
    {
        var table = Keep(new(NewName(create.Name), ObjectKind.Table, made) { IsTemporary = create.Persistence == "TEMPORARY", IsUnlogged = create.Persistence == "UNLOGGED" });
        table.IsPartitioned = create.PartitionBy is not null;
        (table.Strategy, table.Bound) = (create.PartitionBy, create.Bound);
        foreach (var above in create.Inherits.Concat(create.PartitionOf is { } parent ? [parent] : []))
        {
            Inherit(table, above);
        }
        table.Parent = create.PartitionOf is { } of ? Mentioned(of) : null;
        Fill(table, create.Elements, create.Slice.Text, made);
        table.IsWhole = create.OfType is null && !create.Elements.Any(element => element is TableLike) && create.Inherits.IsEmpty && create.PartitionOf is null;
    }

    void Inherit(KnownTable table, ObjectName above)
    {
        foreach (var column in Table(above)?.Columns.Values ?? [])
        {
            table.Add(column);
        }
    }

    static void Fill(KnownTable table, IEnumerable<TableElement> elements, string text, Making? made)
    {
        foreach (var element in elements)
        {
            switch (element)
            {
                case ColumnDefinition column:
                    table.Add(column, text, made);
                    break;
                case TableConstraint rule:
                    table.Add(rule.Constraint, made);
                    break;
            }
        }
    }

    KnownTable Make(ObjectName name, ObjectKind kind, Making? made) => Keep(new(NewName(name), kind, made));

    KnownTable Keep(KnownTable table)
    {
        if (tables.GetValueOrDefault(table.Name) is { } replaced)
        {
            Replace(replaced, table);
        }
        table.Named = ConstraintNames;
        table.Figures = table.Made is { IsPending: true } ? null : Figures?.Of(table.Name);
        table.Shown = [.. (table.Query?.Nodes.SelectMany(node => node.NamedRelations) ?? []).Select(Table).OfType<KnownTable>().Where(one => one != table).Distinct()];
        foreach (var shown in table.Shown)
        {
            shown.Views.Add(table);
        }
        return tables[table.Name] = table;
    }

    // CREATE OR REPLACE VIEW leaves those who show it, its triggers and its rules.
    static void Replace(KnownTable old, KnownTable table)
    {
        foreach (var shown in old.Shown)
        {
            shown.Views.Remove(old);
        }
        if (table.Kind == ObjectKind.View)
        {
            table.Views.AddRange(old.Views);
            table.Parts.AddRange(old.Parts.Select(part => part with { Table = table }));
        }
        old.Parent = null;
    }

    // It is there, or the statement would fail: what was not seen is how it was made.
    KnownTable Mentioned(ObjectName name) => Table(name) ?? Keep(new(NewName(name), ObjectKind.Table, made: null));
}
