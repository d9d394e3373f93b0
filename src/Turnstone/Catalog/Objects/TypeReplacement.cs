namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A type that is made anew under its name while columns have it: the old one steps aside, the columns move over as text, and it goes.</summary>
static class TypeReplacement
{
    /// <param name="loses">What of the columns the new type does not hold.</param>
    public static Alteration Of(SchemaObject type, Change change, string? loses)
    {
        var columns = ColumnsOf(type, change);
        return columns.Count == 0 ? new Alteration([type.Drop, .. type.Create(change.To)], Displaces: true) { MakesAnew = true } : new Alteration(
            [
                $"ALTER {type.Mention} RENAME TO {new PlainName(type.Id.Aside.Name)}",
                .. type.Create(change.To),
                .. columns.SelectMany(pair => Moved(pair.Before, pair.After)),
                (type with { Id = type.Id.Aside }).Drop,
            ],
            Displaces: true, loses) { MakesAnew = true };
    }

    /// <summary>The same where the new type cannot stand beside the old one: columns hold text while neither is there.</summary>
    public static Alteration ThroughText(SchemaObject type, Change change, string loses)
    {
        var columns = ColumnsOf(type, change);
        return new(
            [
                .. columns.SelectMany(pair => (Sql[])[DropDefault(pair.Before), Retyped(pair.After, $"text")]),
                type.Drop,
                .. type.Create(change.To),
                .. columns.SelectMany(pair => (Sql[])[Retyped(pair.After, $"{new Verbatim(pair.After.Type)}"), SetDefault(pair.After)]),
            ],
            Displaces: true, columns.Count == 0 ? null : loses) { MakesAnew = true };
    }

    static List<(Column Before, Column After)> ColumnsOf(SchemaObject type, Change change) =>
    [
        .. change.From.DependentsOf(type.Id).Where(id => change.To.NeedsOf(id).Contains(type.Id))
            .Select(id => (Before: change.From.Objects[id] as Column, After: change.To.Objects[id] as Column)).Where(pair => pair is ({ IsLocal: true }, not null)).Select(pair => (pair.Before!, pair.After!)),
    ];

    static IEnumerable<Sql> Moved(Column before, Column after) => [DropDefault(before), Retyped(after, $"{new Verbatim(after.Type)}"), SetDefault(after)];

    static Sql DropDefault(Column before) => before.Default is null ? Sql.Empty : $"{Altering(before)} DROP DEFAULT";

    static Sql SetDefault(Column after) => after.Default is null ? Sql.Empty : $"{Altering(after)} SET DEFAULT {new Verbatim(after.Default)}";

    static Sql Retyped(Column column, Sql type) => $"{Altering(column)} TYPE {type} USING {new PlainName(column.Id.Name)}::text::{type}";

    static Sql Altering(Column column) => $"ALTER TABLE {column.Id.Of!.Sql} ALTER COLUMN {new PlainName(column.Id.Name)}";
}
