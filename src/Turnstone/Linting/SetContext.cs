namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;

/// <summary>All files, when each has passed.</summary>
/// <param name="Files">In the order in which they run.</param>
/// <param name="Set">All of the project.</param>
/// <param name="Known">What is there behind the last one.</param>
/// <param name="Notes">What the rule kept, in order.</param>
public sealed record SetContext(ImmutableArray<LintedFile> Files, MigrationSet Set, KnownSchema Known, ImmutableArray<SetNote> Notes, LintOptions Options);
