namespace Turnstone.Migrations;

using Turnstone.Sql;

/// <summary>A file of rows that a migration copies into a table.</summary>
/// <param name="File">The path as the user knows it: relative to the project's root, with forward slashes.</param>
/// <param name="Text">Never kept in memory.</param>
/// <param name="Statement">The COPY that the rows go through.</param>
/// <param name="Position">Where in the migration it happens.</param>
public sealed record DataFile(string File, SourceText Text, string Statement, TextPosition Position);
