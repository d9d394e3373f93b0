namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE SERVER name … FOREIGN DATA WRAPPER wrapper …</c>, <c>ALTER SERVER name …</c></summary>
/// <param name="Wrapper">None where it is altered.</param>
public sealed record ForeignServer(StatementSlice Slice, TextSpan Span, bool IsNew, Identifier Name, Identifier? Wrapper, ImmutableArray<ForeignOption> Options) : Statement(Slice, Span)
{
    public bool IfNotExists { get; init; }

    /// <summary>What TYPE says, as it stands.</summary>
    public TextSpan? Type { get; init; }

    /// <summary>Whether VERSION stands there, of which NULL takes it away.</summary>
    public bool HasVersion { get; init; }

    /// <summary>The string that VERSION says, as it stands.</summary>
    public TextSpan? Version { get; init; }

    internal sealed class Parser() : StatementParser("CREATE SERVER", "ALTER SERVER")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            var isNew = reader.ExpectOneOf("CREATE", "ALTER") == "CREATE";
            reader.Expect("SERVER");
            var ifNotExists = isNew && reader.Take("IF", "NOT", "EXISTS");
            var name = reader.ColId();
            if (!isNew && reader.Word is "RENAME" or "OWNER")
            {
                return null;
            }

            return isNew ? Create(reader, start, name) with { IfNotExists = ifNotExists } : Alter(reader, start, name);
        }

        static ForeignServer Create(SyntaxReader reader, int start, Identifier name)
        {
            TextSpan? type = reader.Take("TYPE") ? reader.String() : null;
            var (hasVersion, version) = ReadVersion(reader);
            reader.Expect("FOREIGN", "DATA", "WRAPPER");
            var wrapper = reader.ColId();
            var options = ForeignOption.Parser.ReadNew(reader);
            return new(reader.Slice, reader.SpanFrom(start), true, name, wrapper, options) { Type = type, HasVersion = hasVersion, Version = version };
        }

        static ForeignServer Alter(SyntaxReader reader, int start, Identifier name)
        {
            var (hasVersion, version) = ReadVersion(reader);
            var options = hasVersion && !reader.Is("OPTIONS") ? [] : ForeignOption.Parser.ReadChanges(reader);
            return new(reader.Slice, reader.SpanFrom(start), false, name, null, options) { HasVersion = hasVersion, Version = version };
        }

        static (bool HasVersion, TextSpan? Version) ReadVersion(SyntaxReader reader) =>
            reader.Take("VERSION") ? (true, reader.Take("NULL") ? null : reader.String()) : (false, null);
    }
}
