namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Finds the views that repeatables make: what a step may drop and make again where they stand in its way.</summary>
static class RepeatableViews
{
    /// <param name="files">Of one name the first that makes a view is tried first.</param>
    /// <param name="mayBeLeftOut">The files of those that a step may do without.</param>
    /// <returns>None where no repeatable makes a view.</returns>
    public static ImmutableArray<ReplaceableView>? Of(IEnumerable<Migration> files, Placeholders placeholders, ImmutableArray<string> mayBeLeftOut)
    {
        var views = from file in files
                    from statement in MigrationReader.Statements(file)
                    let made = CreatedObject.Read(statement)
                    where made is { Kind: "VIEW" }
                    let text = file.Directives.WithoutPlaceholders ? statement.Text : placeholders.Fill(statement.Text)
                    group text by (made.Schema, made.Name, file.File) into view
                    select new ReplaceableView(view.Key.Schema, view.Key.Name, view.Key.File,
                        [.. view.Distinct().Where(text => !HoldsSecret(text, placeholders))], mayBeLeftOut.Contains(view.Key.File));
        ImmutableArray<ReplaceableView> found = [.. views];
        return found.IsEmpty ? null : found;
    }

    // A plan shows no secret: such a view can only be made again as it was.
    static bool HoldsSecret(string text, Placeholders placeholders) => Masking.MaskSql(text) != text || placeholders.Reveal(text) != text;
}
