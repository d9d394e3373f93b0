namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Sql;

/// <summary>A script that was read from a file.</summary>
/// <param name="Shown">What messages call the file.</param>
public sealed record ScriptText(string Shown, ImmutableArray<StatementSlice> Statements);
