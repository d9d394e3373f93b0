namespace Turnstone.Catalog.Renames;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;

/// <summary>A rename as somebody typed it: <c>app.orders=app.purchases</c>, <c>app.orders.note=app.orders.remark</c>.</summary>
public sealed record DeclaredRename(string Written, ImmutableArray<string> From, ImmutableArray<string> To)
{
    const string Form = "Write both names with their schema: --rename app.old=app.new; a column with its table: --rename app.orders.note=app.orders.remark";

    /// <summary>Reads one; names are as in SQL, what is not in quotes is in small letters.</summary>
    public static Checked<DeclaredRename> Read(string written)
    {
        var reader = new TokenReader(written);
        var from = Path(ref reader);
        var isRename = reader.Kind == TokenKind.Operator && reader.Text is "=";
        reader.Next();
        var to = Path(ref reader);
        if (!isRename || !reader.AtEnd || from.Length is < 2 or > 3 || to.Length != from.Length)
        {
            return Checked.Failed<DeclaredRename>(Diagnostic.Error("rename", $"--rename {written}: not a rename.", help: $"Nothing was compared.\n{Form}"));
        }
        return from[0] == to[0] ? Checked.Of(new DeclaredRename(written, from, to))
            : Checked.Failed<DeclaredRename>(Diagnostic.Error("rename", $"--rename {written}: {to[0]} is another schema.", help: "Nothing was compared.\nA rename stays in its schema; to move an object: ALTER … SET SCHEMA, in a migration of its own."));
    }

    /// <summary>All of them, as objects of the two sides: those of tables before those of their columns.</summary>
    public static Checked<RenameList> Resolve(IEnumerable<DeclaredRename> declared, Schema from, Schema to)
    {
        var said = new List<Diagnostic>();
        var found = ImmutableArray.CreateBuilder<Rename>();
        foreach (var one in declared.OrderBy(one => one.From.Length))
        {
            var wholes = found.ToImmutable();
            List<Rename> possible = [.. from.Objects.Keys.Where(id => Rename.IsPossible(id) && one.Names(id, wholes)).Select(id => new Rename(id, one.To[^1]))];
            List<Rename> fitting = [.. possible.Where(rename => to.Objects.ContainsKey(wholes.After(rename.Target)) && !to.Objects.ContainsKey(wholes.After(rename.From)))];
            found.AddRange(fitting);
            if (fitting is [])
            {
                said.Add(one.Misses(possible, wholes, to));
            }
        }
        return said is [] ? Checked.Of(new RenameList(found.ToImmutable())) : Checked.Failed<RenameList>(said);
    }

    // By its table's old name or its new one. An index and a sequence are named by themselves, whatever they are parts of.
    bool Names(ObjectId id, ImmutableArray<Rename> wholes)
    {
        if (id.Name != From[^1])
        {
            return false;
        }
        return From.Length == 2 ? id.Schema == From[0] && (id.Of is null || id.Kind is "index" or "sequence")
            : id.Of is { Of: null } whole && whole.Schema == From[0] && (whole.Name == From[1] || wholes.After(whole).Name == From[1]) && (whole.Name == To[1] || wholes.After(whole).Name == To[1]);
    }

    Diagnostic Misses(List<Rename> possible, ImmutableArray<Rename> wholes, Schema to)
    {
        var message = possible is [] ? "the first side has no such object, or one whose name cannot be changed."
            : to.Objects.ContainsKey(wholes.After(possible[0].From)) ? $"the second side still has {possible[0].From}."
            : $"the second side has no {possible[0].Target}.";
        return Diagnostic.Error("rename", $"--rename {Written}: {message}", help: $"Nothing was compared.\n{Form}");
    }

    static ImmutableArray<string> Path(ref TokenReader reader)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (reader.TakeIdentifier() is not { } part)
            {
                return [];
            }
            parts.Add(part.Name);
        }
        while (reader.Take(TokenKind.Dot));
        return parts.ToImmutable();
    }
}
