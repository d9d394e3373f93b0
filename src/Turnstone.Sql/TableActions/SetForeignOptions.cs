namespace Turnstone.Sql.TableActions;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>OPTIONS (…)</c>: for the foreign data wrapper.</summary>
public sealed record SetForeignOptions(TextSpan Span, ImmutableArray<ForeignOption> Options) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader) => new SetForeignOptions(default, ForeignOption.Parser.ReadChanges(reader));
    }
}
