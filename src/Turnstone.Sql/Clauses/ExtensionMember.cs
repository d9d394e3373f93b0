namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>An object that an extension has.</summary>
/// <param name="Kind"><c>TABLE</c>, <c>FUNCTION</c>, <c>TEXT SEARCH PARSER</c> …</param>
/// <param name="Name">None of an operator, a cast and a transform.</param>
public sealed record ExtensionMember(TextSpan Span, string Kind, ObjectName? Name) : SyntaxNode(Span)
{
    internal static class Parser
    {
        // With a name, in a schema or without.
        static readonly string[] Qualified =
        [
            "TABLE", "SEQUENCE", "VIEW", "MATERIALIZED VIEW", "INDEX", "FOREIGN TABLE", "COLLATION", "CONVERSION", "STATISTICS", "TEXT SEARCH PARSER", "TEXT SEARCH DICTIONARY",
            "TEXT SEARCH TEMPLATE", "TEXT SEARCH CONFIGURATION",
        ];

        // In no schema.
        static readonly string[] Simple =
        [
            "ACCESS METHOD", "EVENT TRIGGER", "EXTENSION", "FOREIGN DATA WRAPPER", "PROCEDURAL LANGUAGE", "LANGUAGE", "PUBLICATION", "SCHEMA", "SERVER", "DATABASE", "ROLE",
            "SUBSCRIPTION", "TABLESPACE",
        ];

        static readonly string[] Others = ["AGGREGATE", "CAST", "DOMAIN", "FUNCTION", "OPERATOR CLASS", "OPERATOR FAMILY", "OPERATOR", "PROCEDURE", "ROUTINE", "TRANSFORM", "TYPE"];

        public static ExtensionMember Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (TakeAny(reader, Qualified) is { } qualified)
            {
                var name = reader.QualifiedName();
                return new(reader.SpanFrom(start), qualified, name);
            }

            if (TakeAny(reader, Simple) is { } simple)
            {
                var name = new ObjectName(null, reader.ColId());
                return new(reader.SpanFrom(start), simple == "PROCEDURAL LANGUAGE" ? "LANGUAGE" : simple, name);
            }

            return Other(reader, start);
        }

        static ExtensionMember Other(SyntaxReader reader, int start)
        {
            var kind = TakeAny(reader, Others);
            ObjectName? name = kind switch
            {
                "AGGREGATE" => RoutineReference.Parser.ReadAggregate(reader).Name,
                "FUNCTION" or "PROCEDURE" or "ROUTINE" => RoutineReference.Parser.Read(reader).Name,
                "DOMAIN" or "TYPE" => TypeName.Parser.Read(reader).Name,
                "OPERATOR CLASS" or "OPERATOR FAMILY" => OfMethod(reader),
                _ => null,
            };
            switch (kind)
            {
                case null:
                    reader.Fail();
                    break;
                case "OPERATOR":
                    OperatorReference.Parser.Read(reader);
                    break;
                case "CAST":
                    CreateCast.Parser.ReadTypes(reader);
                    break;
                case "TRANSFORM":
                    reader.Expect("FOR");
                    TypeName.Parser.Read(reader);
                    reader.Expect("LANGUAGE");
                    reader.ColId();
                    break;
            }

            return new(reader.SpanFrom(start), kind ?? "", name);
        }

        static ObjectName OfMethod(SyntaxReader reader)
        {
            var name = reader.QualifiedName();
            reader.Expect("USING");
            reader.ColId();
            return name;
        }

        // OPERATOR class.= (…) names an operator.
        static string? TakeAny(SyntaxReader reader, string[] kinds)
        {
            var isOperatorOfSchema = reader.Is("OPERATOR") && reader.Ahead(2).Kind == TokenKind.Dot;
            return kinds.FirstOrDefault(kind => (!isOperatorOfSchema || kind == "OPERATOR") && reader.Take(kind.Split(' ')));
        }
    }
}
