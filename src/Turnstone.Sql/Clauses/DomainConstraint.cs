namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary>What a domain says of its values.</summary>
/// <param name="Kind"><c>CHECK</c>, <c>NOT NULL</c>, <c>NULL</c>, <c>DEFAULT</c>; <c>UNIQUE</c>, <c>PRIMARY KEY</c> and <c>REFERENCES</c> PostgreSQL refuses later.</param>
/// <param name="Value">Of CHECK and DEFAULT.</param>
public sealed record DomainConstraint(TextSpan Span, Identifier? Name, string Kind, Expression? Value, ConstraintTiming? Timing) : SyntaxNode(Span)
{
    internal static class Parser
    {
        /// <summary>One of CREATE DOMAIN, where it stands as a column's does.</summary>
        public static DomainConstraint ReadOfColumn(SyntaxReader reader)
        {
            var start = reader.Start;
            var (name, kind) = Begin(reader);
            Expression? value = null;
            switch (kind)
            {
                case "CHECK":
                    value = Condition(reader);
                    _ = reader.Take("NO", "INHERIT");
                    break;
                case "DEFAULT":
                    value = Expression.Parser.ReadRestricted(reader);
                    break;
                case "NOT NULL" when reader.Version >= PgVersion.V18:
                    _ = reader.Take("NO", "INHERIT");
                    break;
                case "UNIQUE" or "PRIMARY KEY":
                    Index(reader, kind);
                    break;
                case "REFERENCES":
                    References(reader);
                    break;
            }

            return new(reader.SpanFrom(start), name, kind, value, null);
        }

        /// <summary>One that ALTER DOMAIN adds.</summary>
        public static DomainConstraint ReadAdded(SyntaxReader reader)
        {
            var start = reader.Start;
            Identifier? name = reader.Take("CONSTRAINT") ? reader.ColId() : null;
            if (reader.Is("NOT"))
            {
                reader.Since(PgVersion.V17, "ADD NOT NULL of a domain");
            }

            var kind = reader.ExpectOneOf("CHECK", "NOT");
            var value = kind == "CHECK" ? Condition(reader) : null;
            if (kind == "NOT")
            {
                reader.Expect("NULL");
                kind = "NOT NULL";
            }

            var timing = ConstraintTiming.Parser.TryRead(reader);
            if (timing is { IsDeferrable: true } or { IsEnforced: not null })
            {
                reader.Fail($"{kind} constraints cannot be marked {(timing.IsDeferrable ? "DEFERRABLE" : timing.IsEnforced == true ? "ENFORCED" : "NOT ENFORCED")}");
            }

            return new(reader.SpanFrom(start), name, kind, value, timing);
        }

        /// <summary>Whether one stands here.</summary>
        public static bool Begins(SyntaxReader reader) => reader.Word is "CONSTRAINT" or "CHECK" or "NOT" or "NULL" or "DEFAULT" or "UNIQUE" or "PRIMARY" or "REFERENCES";

        static (Identifier? Name, string Kind) Begin(SyntaxReader reader)
        {
            Identifier? name = reader.Take("CONSTRAINT") ? reader.ColId() : null;
            var kind = reader.ExpectOneOf("CHECK", "NOT", "NULL", "DEFAULT", "UNIQUE", "PRIMARY", "REFERENCES");
            if (kind == "NOT")
            {
                reader.Expect("NULL");
                return (name, "NOT NULL");
            }

            if (kind == "PRIMARY")
            {
                reader.Expect("KEY");
                return (name, "PRIMARY KEY");
            }

            return (name, kind);
        }

        static Expression Condition(SyntaxReader reader)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var condition = Expression.Parser.Read(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return condition;
        }

        static void Index(SyntaxReader reader, string kind)
        {
            if (kind == "UNIQUE" && reader.Is("NULLS"))
            {
                reader.Since(PgVersion.V15, "UNIQUE NULLS [NOT] DISTINCT");
                reader.Next();
                _ = reader.Take("NOT");
                reader.Expect("DISTINCT");
            }

            _ = reader.Take("WITH") ? Definition.Parser.ReadAll(reader) : [];
            if (reader.Take("USING"))
            {
                reader.Expect("INDEX", "TABLESPACE");
                reader.ColId();
            }
        }

        static void References(SyntaxReader reader)
        {
            reader.QualifiedName();
            reader.OptionalColumnList();
            if (reader.Take("MATCH"))
            {
                reader.ExpectOneOf("FULL", "SIMPLE");
            }

            while (reader.Take("ON"))
            {
                reader.ExpectOneOf("DELETE", "UPDATE");
                if (reader.ExpectOneOf("NO", "RESTRICT", "CASCADE", "SET") is { } action and ("NO" or "SET"))
                {
                    reader.ExpectOneOf(action == "NO" ? ["ACTION"] : ["NULL", "DEFAULT"]);
                }
            }
        }
    }
}
