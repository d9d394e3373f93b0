namespace Turnstone.Sql.TableActions;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>SET (options)</c>, or <c>RESET</c>.</summary>
/// <param name="IsSet">Otherwise reset.</param>
public sealed record SetTableOptions(TextSpan Span, bool IsSet, ImmutableArray<StorageOption> Options) : TableAction(Span)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader)
        {
            var isSet = reader.ExpectOneOf("SET", "RESET") == "SET";
            return new SetTableOptions(default, isSet, StorageOption.Parser.ReadAll(reader));
        }
    }
}
