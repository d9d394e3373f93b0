namespace Turnstone.Sql.TableActions;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column ADD GENERATED … AS IDENTITY</c></summary>
/// <param name="IsAlways">Otherwise <c>BY DEFAULT</c>.</param>
public sealed record AddIdentity(TextSpan Span, Identifier Column, bool IsAlways, ImmutableArray<SequenceOption> Options) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            reader.Expect("ADD");
            var isAlways = GeneratedColumn.Parser.ReadWhen(reader);
            reader.Expect("AS", "IDENTITY");
            return new AddIdentity(default, column, isAlways, SequenceOption.Parser.ReadParenthesised(reader));
        }
    }
}
