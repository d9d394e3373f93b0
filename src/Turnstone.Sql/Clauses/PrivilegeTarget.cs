namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary>What a privilege is on.</summary>
/// <param name="Kind"><c>TABLE</c>, <c>FOREIGN SERVER</c>, <c>ALL TABLES IN SCHEMA</c> …</param>
public sealed record PrivilegeTarget(TextSpan Span, string Kind, ImmutableArray<GrantedObject> Objects) : SyntaxNode(Span)
{
    public override IEnumerable<ObjectName> NamedRelations => Kind is "TABLE" or "SEQUENCE" ? Objects.Select(one => one.Name!.Value) : [];

    internal static class Parser
    {
        /// <summary><c>privilege_target</c> of <c>gram.y</c>.</summary>
        public static PrivilegeTarget Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var kind = ReadKind(reader);
            var objects = reader.List(ReaderOf(kind));
            return new(reader.SpanFrom(start), kind, objects);
        }

        static string ReadKind(SyntaxReader reader)
        {
            if (reader.Take("FOREIGN"))
            {
                return reader.Take("DATA", "WRAPPER") ? "FOREIGN DATA WRAPPER" : $"FOREIGN {reader.ExpectOneOf("SERVER")}";
            }

            if (reader.Take("ALL"))
            {
                var all = reader.ExpectOneOf("TABLES", "SEQUENCES", "FUNCTIONS", "PROCEDURES", "ROUTINES");
                reader.Expect("IN", "SCHEMA");
                return $"ALL {all} IN SCHEMA";
            }

            if (reader.Take("LARGE", "OBJECT"))
            {
                return "LARGE OBJECT";
            }

            // A table may be called as a kind is.
            return (reader.Is("TABLE") || IsNameAhead(reader) ? TakeKind(reader) : null) ?? "TABLE";
        }

        static string? TakeKind(SyntaxReader reader) =>
            reader.Version >= PgVersion.V15 && reader.Take("PARAMETER") ? "PARAMETER"
            : reader.TakeOneOf("TABLE", "SEQUENCE", "FUNCTION", "PROCEDURE", "ROUTINE", "DATABASE", "DOMAIN", "LANGUAGE", "SCHEMA", "TABLESPACE", "TYPE");

        static bool IsNameAhead(SyntaxReader reader) =>
            reader.Ahead(1).Kind is TokenKind.Word or TokenKind.QuotedIdentifier or TokenKind.UnicodeIdentifier && reader.Ahead(1).Keyword != KeywordKind.Reserved;

        static Func<SyntaxReader, GrantedObject> ReaderOf(string kind) => kind switch
        {
            "TABLE" or "SEQUENCE" => GrantedObject.Parser.ReadRelation,
            "DOMAIN" or "TYPE" => GrantedObject.Parser.ReadType,
            "FUNCTION" or "PROCEDURE" or "ROUTINE" => GrantedObject.Parser.ReadRoutine,
            "LARGE OBJECT" => GrantedObject.Parser.ReadNumber,
            "PARAMETER" => GrantedObject.Parser.ReadParameter,
            _ => GrantedObject.Parser.ReadSimple,
        };
    }
}
