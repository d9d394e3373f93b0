namespace Turnstone.Sql.TableActions;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column SET (options)</c>, or <c>RESET</c>.</summary>
/// <param name="IsSet">Otherwise reset.</param>
public sealed record SetColumnOptions(TextSpan Span, Identifier Column, bool IsSet, ImmutableArray<StorageOption> Options) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            var isSet = reader.ExpectOneOf("SET", "RESET") == "SET";
            return new SetColumnOptions(default, column, isSet, StorageOption.Parser.ReadAll(reader));
        }
    }
}
