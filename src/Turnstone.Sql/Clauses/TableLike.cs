namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>Another table's columns: <c>LIKE table [INCLUDING … | EXCLUDING …]</c>.</summary>
public sealed record TableLike(TextSpan Span, ObjectName Table, ImmutableArray<LikeOption> Options) : TableElement(Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table];

    internal static new class Parser
    {
        public static TableLike Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("LIKE");
            var table = reader.QualifiedName();
            var options = ImmutableArray.CreateBuilder<LikeOption>();
            while (reader.TakeOneOf("INCLUDING", "EXCLUDING") is { } how)
            {
                var what = reader.ExpectOneOf("COMMENTS", "COMPRESSION", "CONSTRAINTS", "DEFAULTS", "IDENTITY", "GENERATED", "INDEXES", "STATISTICS", "STORAGE", "ALL");
                options.Add(new(how == "INCLUDING", what));
            }

            return new(reader.SpanFrom(start), table, options.DrainToImmutable());
        }
    }
}
