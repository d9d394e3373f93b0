namespace Turnstone.Catalog.Objects;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A type that is made anew under its name while columns have it: the old one steps aside, the columns move over as text, and it goes.</summary>
static class TypeReplacement
{
    const string Aside = "_replaced";

    /// <param name="loses">What of the columns the new type does not hold.</param>
    public static Alteration Of(SchemaObject type, Change change, string? loses)
    {
        var columns = change.From.DependentsOf(type.Id).Where(id => change.To.NeedsOf(id).Contains(type.Id))
            .Select(id => (Before: change.From.Objects[id] as Column, After: change.To.Objects[id] as Column)).Where(pair => pair is ({ IsLocal: true }, not null)).ToList();
        return columns.Count == 0 ? new([type.Drop, .. type.Create(change.To)], Displaces: true) : new(
            [
                $"ALTER {type.Mention} RENAME TO {new PlainName(type.Id.Name + Aside)}",
                .. type.Create(change.To),
                .. columns.SelectMany(pair => Moved(pair.Before!, pair.After!)),
                (type with { Id = type.Id with { Name = type.Id.Name + Aside } }).Drop,
            ],
            Displaces: true, loses);
    }

    static IEnumerable<Sql> Moved(Column before, Column after)
    {
        Sql altering = $"ALTER TABLE {after.Id.Of!.Sql} ALTER COLUMN {new PlainName(after.Id.Name)}";
        return
        [
            before.Default is null ? Sql.Empty : $"{altering} DROP DEFAULT",
            $"{altering} TYPE {new Verbatim(after.Type)} USING {new PlainName(after.Id.Name)}::text::{new Verbatim(after.Type)}",
            after.Default is null ? Sql.Empty : $"{altering} SET DEFAULT {new Verbatim(after.Default)}",
        ];
    }
}
