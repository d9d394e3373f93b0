namespace Turnstone.Sql;

/// <summary>A place in a file: offset in UTF-16 code units from its start, line and column counted from 1 as an editor shows them.</summary>
public readonly record struct TextPosition(long Offset, int Line, int Column);
