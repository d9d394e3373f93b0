namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>An option of a function or a procedure: <c>LANGUAGE sql</c>, <c>STABLE</c>, <c>SECURITY DEFINER</c>, <c>SET search_path = a</c>.</summary>
/// <param name="Name">Its words without the value, in capitals: <c>LANGUAGE</c>, <c>NOT LEAKPROOF</c>, <c>CALLED ON NULL INPUT</c>, <c>AS</c>; without EXTERNAL.</param>
/// <param name="Value">A language's name; of AS the code, or the object file.</param>
/// <param name="Setting">Of SET and RESET.</param>
public sealed record RoutineOption(TextSpan Span, string Name, Identifier? Value = null, SettingChange? Setting = null) : SyntaxNode(Span)
{
    /// <summary>As it stands: the number of COST and ROWS, the function of SUPPORT, and of AS the name in the object file.</summary>
    public TextSpan? Given { get; init; }

    /// <summary>Of TRANSFORM.</summary>
    public ImmutableArray<TypeName> Types { get; init; } = [];

    internal static class Parser
    {
        /// <summary>All that follow, of those that CREATE takes.</summary>
        public static ImmutableArray<RoutineOption> ReadAll(SyntaxReader reader) => ReadAll(reader, TryReadOfCreate);

        /// <summary>All that follow, of those that ALTER takes; there must be one.</summary>
        public static ImmutableArray<RoutineOption> ReadChanges(SyntaxReader reader)
        {
            var options = ReadAll(reader, TryRead);
            if (options.IsEmpty)
            {
                reader.Fail();
            }

            return options;
        }

        static ImmutableArray<RoutineOption> ReadAll(SyntaxReader reader, Func<SyntaxReader, RoutineOption?> read)
        {
            var options = ImmutableArray.CreateBuilder<RoutineOption>();
            while (read(reader) is { } option)
            {
                options.Add(option);
            }

            return options.DrainToImmutable();
        }

        // createfunc_opt_item
        static RoutineOption? TryReadOfCreate(SyntaxReader reader)
        {
            var start = reader.Start;
            switch (reader.TakeOneOf("AS", "LANGUAGE", "WINDOW", "TRANSFORM"))
            {
                case "AS":
                    return Code(reader, start);
                case "LANGUAGE":
                    var language = reader.NonReservedOrString();
                    return new(reader.SpanFrom(start), "LANGUAGE", language);
                case "WINDOW":
                    return new(reader.SpanFrom(start), "WINDOW");
                case "TRANSFORM":
                    var types = reader.List(TransformedType);
                    return new(reader.SpanFrom(start), "TRANSFORM") { Types = types };
                default:
                    return TryRead(reader);
            }
        }

        static RoutineOption Code(SyntaxReader reader, int start)
        {
            var code = reader.StringValue();
            TextSpan? symbol = reader.Take(TokenKind.Comma) ? reader.String() : null;
            return new(reader.SpanFrom(start), "AS", code) { Given = symbol };
        }

        static TypeName TransformedType(SyntaxReader reader)
        {
            reader.Expect("FOR", "TYPE");
            return TypeName.Parser.Read(reader);
        }

        // common_func_opt_item
        static RoutineOption? TryRead(SyntaxReader reader)
        {
            var start = reader.Start;
            switch (reader.TakeOneOf("IMMUTABLE", "STABLE", "VOLATILE", "STRICT", "LEAKPROOF", "NOT", "CALLED", "RETURNS", "EXTERNAL", "SECURITY", "COST", "ROWS", "SUPPORT", "PARALLEL", "SET"))
            {
                case null:
                    return reader.Is("RESET") ? Setting(reader, start, "RESET", SettingChange.Parser.ReadReset(reader)) : null;
                case "SET":
                    return Setting(reader, start, "SET", SettingChange.Parser.ReadMore(reader));
                case "NOT":
                    reader.Expect("LEAKPROOF");
                    return new(reader.SpanFrom(start), "NOT LEAKPROOF");
                case "CALLED":
                    reader.Expect("ON", "NULL", "INPUT");
                    return new(reader.SpanFrom(start), "CALLED ON NULL INPUT");
                case "RETURNS":
                    reader.Expect("NULL", "ON", "NULL", "INPUT");
                    return new(reader.SpanFrom(start), "STRICT");
                case "EXTERNAL":
                    reader.Expect("SECURITY");
                    return Security(reader, start);
                case "SECURITY":
                    return Security(reader, start);
                case { } word and ("COST" or "ROWS"):
                    var number = reader.SignedNumber();
                    return new(reader.SpanFrom(start), word) { Given = number };
                case "SUPPORT":
                    var support = reader.AnyName().Span;
                    return new(reader.SpanFrom(start), "SUPPORT") { Given = support };
                case "PARALLEL":
                    var parallel = reader.ColId();
                    return new(reader.SpanFrom(start), "PARALLEL", parallel);
                case var word:
                    return new(reader.SpanFrom(start), word);
            }
        }

        static RoutineOption Setting(SyntaxReader reader, int start, string name, SettingChange change) => new(reader.SpanFrom(start), name, null, change);

        static RoutineOption Security(SyntaxReader reader, int start)
        {
            var whose = reader.ExpectOneOf("DEFINER", "INVOKER");
            return new(reader.SpanFrom(start), $"SECURITY {whose}");
        }
    }
}
