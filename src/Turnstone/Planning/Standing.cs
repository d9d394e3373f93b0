namespace Turnstone.Planning;

using System.Collections.Immutable;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>The files of a project and what one database knows of them.</summary>
/// <param name="HasLedger">Whether Turnstone has written to the database before.</param>
public sealed record Standing(MigrationSet Files, History History, ImmutableArray<MigrationStatus> Statuses, bool HasLedger);
