namespace Turnstone.Migrations;

/// <summary>A version that a file names with <c>after=</c>, and where.</summary>
public sealed record Predecessor(MigrationVersion Version, Directive Directive);
