namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Syntax;

/// <summary><c>CREATE EXTENSION [IF NOT EXISTS] name [WITH] [SCHEMA schema] [VERSION version] [CASCADE]</c></summary>
public sealed record CreateExtension(StatementSlice Slice, TextSpan Span, bool IfNotExists, Identifier Name, Identifier? Schema, string? Version, bool IsCascade) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE EXTENSION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "EXTENSION");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            var extension = new CreateExtension(reader.Slice, default, ifNotExists, reader.ColId(), null, null, false);
            _ = reader.Take("WITH");
            while (reader.TakeOneOf("SCHEMA", "VERSION", "CASCADE", "FROM") is { } option)
            {
                extension = Option(reader, extension, option);
            }

            return extension with { Span = reader.SpanFrom(start) };
        }

        static CreateExtension Option(SyntaxReader reader, CreateExtension extension, string option)
        {
            switch (option)
            {
                case "SCHEMA":
                    return extension with { Schema = reader.ColId() };
                case "VERSION":
                    return extension with { Version = reader.NonReservedOrString().Name };
                case "CASCADE":
                    return extension with { IsCascade = true };
                default:
                    reader.NonReservedOrString();
                    reader.Fail("CREATE EXTENSION ... FROM is no longer supported");
                    return extension;
            }
        }
    }
}
