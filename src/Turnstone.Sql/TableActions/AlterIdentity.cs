namespace Turnstone.Sql.TableActions;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER column RESTART …</c>, <c>SET GENERATED …</c>, <c>SET option</c>: an identity column's sequence.</summary>
/// <param name="IsAlways">What GENERATED says; none where it is not there.</param>
public sealed record AlterIdentity(TextSpan Span, Identifier Column, bool? IsAlways, ImmutableArray<SequenceOption> Options) : ColumnAction(Span, Column)
{
    internal static new class Parser
    {
        public static TableAction Read(SyntaxReader reader, Identifier column)
        {
            bool? isAlways = null;
            var options = ImmutableArray.CreateBuilder<SequenceOption>();
            do
            {
                if (reader.Is("RESTART"))
                {
                    options.Add(SequenceOption.Parser.Read(reader));
                    continue;
                }

                reader.Expect("SET");
                if (reader.Is("GENERATED"))
                {
                    isAlways = GeneratedColumn.Parser.ReadWhen(reader);
                    continue;
                }

                options.Add(ReadOption(reader));
            }
            while (reader.Word is "RESTART" or "SET");

            return new AlterIdentity(default, column, isAlways, options.DrainToImmutable());
        }

        static SequenceOption ReadOption(SyntaxReader reader)
        {
            if (reader.Word is "RESTART" or "OWNED" or "AS")
            {
                reader.Fail($"sequence option \"{reader.Word}\" not supported here");
            }

            return SequenceOption.Parser.Read(reader);
        }
    }
}
