namespace Turnstone.Sql;

/// <summary>A text that PostgreSQL's scanner or grammar, or psql's splitter, would not take: what is wrong, where, and what to write instead.</summary>
public sealed record SyntaxError(string Message, TextPosition Position, string? Help = null);
