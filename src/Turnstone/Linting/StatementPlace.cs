namespace Turnstone.Linting;

using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>Where a statement stands, for what is said of it when others have passed: the end of its file, or of all files.</summary>
public sealed record StatementPlace(LintedFile File, StatementSlice Slice)
{
    public Migration Migration => File.Migration;

    /// <summary>The statement as the file has it, where placeholders are filled in the one that is looked at.</summary>
    public StatementSlice Written { get; init; } = Slice;

    /// <summary>The first line of a file, for what is said of all of it.</summary>
    public static StatementPlace TopOf(LintedFile file) => new(file, new("", 0, TextPosition.Start, "", CopiesFromStdin: false));
}
