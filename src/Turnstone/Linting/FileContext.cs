namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;

/// <summary>A file whose statements have been looked at, among the others of its project.</summary>
/// <param name="Files">All of them.</param>
/// <param name="Known">What is there behind its last statement.</param>
public sealed record FileContext(LintedFile File, MigrationSet Files, KnownSchema Known, LintOptions Options)
{
    public Migration Migration => File.Migration;

    /// <summary>Those in front of it that are looked at too and applied together with it.</summary>
    public IEnumerable<LintedFile> Release { get; init; } = [];

    /// <summary>Those that it has, but what begins and ends transactions.</summary>
    internal ImmutableArray<PlacedStatement> Statements => File.Statements(Options);
}
