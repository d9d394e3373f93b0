namespace Turnstone.Planning;

using System.Text.RegularExpressions;
using Turnstone.Catalog;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>Which migration named an object last.</summary>
/// <remarks>By the word alone: what a function's body or a DO block builds out of pieces is not seen.</remarks>
public sealed class LastTouch
{
    readonly List<(RecordedMigration Recorded, string Text)> newestFirst;

    internal LastTouch(History history, MigrationSet files)
    {
        var texts = files.All.ToDictionary(file => (file.Kind, file.Name.Version?.Text ?? file.Name.Description), file => file.Text.Whole ?? "");
        newestFirst =
        [
            .. history.Applied.Concat(history.Repeatables.Where(one => one.IsComplete)).OrderByDescending(one => one.Order)
                .Select(one => (one, texts.GetValueOrDefault((one.Kind, one.Version ?? one.Description), ""))),
        ];
    }

    /// <summary>None where no migration names it: somebody made it by hand.</summary>
    public RecordedMigration? Of(ObjectId id)
    {
        return newestFirst.FirstOrDefault(one => Names(one.Text, id.Name)).Recorded;
    }

    /// <summary>Whether a text has the word.</summary>
    internal static bool Names(string text, string word) =>
        Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(word)}(?!\w)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
}
