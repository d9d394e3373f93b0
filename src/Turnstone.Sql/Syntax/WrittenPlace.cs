namespace Turnstone.Sql.Syntax;

/// <summary>Where a stretch of what a string says is written.</summary>
/// <param name="At">The character with which it begins, of what the string says.</param>
/// <param name="Start">Where that is written.</param>
/// <param name="Length">Over how many characters: 1 where each character behind it follows upon the one before, up to the next stretch; else all of the
/// stretch's characters are written there together, as <c>\n</c> is.</param>
readonly record struct WrittenPlace(int At, int Start, int Length);
