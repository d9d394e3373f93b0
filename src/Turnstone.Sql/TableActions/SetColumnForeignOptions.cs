namespace Turnstone.Sql.TableActions;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column OPTIONS (…)</c>: for the foreign data wrapper.</summary>
public sealed record SetColumnForeignOptions(TextSpan Span, Identifier Column, ImmutableArray<ForeignOption> Options) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column) => new SetColumnForeignOptions(default, column, ForeignOption.Parser.ReadChanges(reader));
    }
}
