namespace Turnstone.Sql;

/// <summary>A line comment that a tool looks for.</summary>
/// <param name="Text">From its dashes to the end of the line.</param>
/// <param name="OwnLine">Whether no statement stands before it on its line.</param>
/// <param name="Inside">Whether a statement has begun and not ended where it stands.</param>
public sealed record MarkedComment(string Text, TextPosition Position, bool OwnLine, bool Inside);
