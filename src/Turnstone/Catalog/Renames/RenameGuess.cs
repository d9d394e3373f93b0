namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Turnstone.Catalog.Objects;

/// <summary>Finds what may have been renamed: one object that is gone and one that came, of one kind, in one place, alike but for the name.</summary>
/// <remarks>It is asked for or told of, never taken for granted: that two look alike is no proof that they are one.</remarks>
public static class RenameGuess
{
    /// <summary>In the order of names; where two fit one, nobody can tell which it was and neither is there.</summary>
    public static ImmutableArray<Rename> Between(Schema from, Schema to) => Alike(from, to, (_, _) => true);

    /// <summary>What stays behind a rename with the old name in its own, as the server gave it: a table's primary key, its identity's sequence.</summary>
    internal static ImmutableArray<Rename> Following(ImmutableArray<Rename> made, Schema from, Schema to) =>
        Alike(from, to, (gone, came) => made.Any(rename => gone.Name.Replace(rename.From.Name, rename.To, StringComparison.Ordinal) == came.Name));

    static ImmutableArray<Rename> Alike(Schema from, Schema to, Func<ObjectId, ObjectId, bool> fits)
    {
        var differences = SchemaDiff.Between(from, to);
        var gone = differences.Where(one => one.Kind == DifferenceKind.Removed && Rename.IsPossible(one.Id)).Select(one => one.Id).ToLookup(id => Shape(id, from));
        var came = differences.Where(one => one.Kind == DifferenceKind.Added && Rename.IsPossible(one.Id)).Select(one => one.Id).ToLookup(id => Shape(id, to));
        return
        [
            .. from shape in gone
               let pairs = (from before in shape from after in came[shape.Key] where fits(before, after) select (before, after)).ToList()
               from pair in pairs
               where pairs.Count(other => other.before == pair.before) == 1 && pairs.Count(other => other.after == pair.after) == 1
               orderby pair.before
               select new Rename(pair.before, pair.after.Name),
        ];
    }

    // Everything that is so of it, its own name left out; of a table and its like what its columns are, as what hangs on it has names of its own.
    static string Shape(ObjectId id, Schema schema)
    {
        var shape = new StringBuilder($"{id.Kind} {id.Schema} {id.Of} {id.Signature}");
        Append(shape, schema.Objects[id], id.Name);
        foreach (var column in schema.PartsOf<Column>(id).OrderBy(column => column.Id))
        {
            shape.Append('\n').Append(column.Id.Name);
            Append(shape, column, id.Name);
        }
        return shape.ToString();
    }

    static void Append(StringBuilder shape, SchemaObject one, string name)
    {
        foreach (var property in one.Properties.Where(property => property.Value is not null))
        {
            shape.Append('\n').Append(property.Name).Append(": ").Append(Regex.Replace(property.Value!, $@"(?<!\w){Regex.Escape(name)}(?!\w)", "?", RegexOptions.CultureInvariant));
        }
    }
}
