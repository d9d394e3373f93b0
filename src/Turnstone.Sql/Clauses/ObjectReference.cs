namespace Turnstone.Sql.Clauses;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>An object as a statement names it.</summary>
/// <param name="Name">Empty of a cast, a transform, a large object, and of a type that is written as one.</param>
public sealed record ObjectReference(TextSpan Span, ObjectKind Kind, ObjectName Name) : SyntaxNode(Span)
{
    static readonly ObjectName Nameless = new(null, new(""));

    /// <summary>What it is a part of: the table of a column, a constraint, a trigger, a rule, a policy.</summary>
    public ObjectName? Owner { get; init; }

    /// <summary>Whether a function's arguments are given, though there may be none.</summary>
    public bool HasArguments { get; init; }

    public ImmutableArray<RoutineParameter> Arguments { get; init; } = [];

    /// <summary>A type as it is written, what a cast makes its value of, or a transform is for.</summary>
    public TypeName? Type { get; init; }

    /// <summary>What a cast makes.</summary>
    public TypeName? Target { get; init; }

    /// <summary>What stands left of an operator; none where nothing does.</summary>
    public TypeName? Left { get; init; }

    /// <summary>What stands right of it.</summary>
    public TypeName? Right { get; init; }

    /// <summary>The access method of an operator class, the language of a transform.</summary>
    public Identifier? Method { get; init; }

    public override IEnumerable<ObjectName> NamedRelations => Kind switch
    {
        ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Index or ObjectKind.Sequence or ObjectKind.ForeignTable => [Name],
        ObjectKind.Column when Owner is { } table => [table],
        _ => [],
    };

    public override IEnumerable<Identifier> NamedColumns => Kind == ObjectKind.Column ? [Name.Name] : [];

    internal static class Parser
    {
        /// <summary>One that ALTER names: there a relation's name is a relation's.</summary>
        public static ObjectReference ReadAltered(SyntaxReader reader, ObjectKindRule rule) => rule switch
        {
            { Shape: NameShape.Type } => ReadNamed(reader, rule.Kind, reader.AnyName),
            { Shape: NameShape.OnTable } => ReadPart(reader, rule, reader.QualifiedName),
            { Kind: ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Index or ObjectKind.Sequence } => ReadNamed(reader, rule.Kind, reader.QualifiedName),
            _ => Read(reader, rule),
        };

        public static ObjectReference Read(SyntaxReader reader, ObjectKindRule rule)
        {
            var start = reader.Start;
            var kind = rule.Kind;
            var read = rule.Shape switch
            {
                NameShape.Simple => ReadNamed(reader, kind, () => new(null, reader.ColId())),
                NameShape.Role => ReadNamed(reader, kind, () => new(null, reader.NonReserved())),
                NameShape.Type => new(default, kind, Nameless) { Type = TypeName.Parser.Read(reader) },
                NameShape.Column => ReadColumn(reader),
                NameShape.OnTable or NameShape.Constraint => ReadPart(reader, rule, reader.AnyName),
                NameShape.WithMethod => ReadWithMethod(reader, kind),
                NameShape.Function => ReadFunction(reader, kind),
                NameShape.Aggregate => ReadAggregate(reader),
                NameShape.Operator => ReadOperator(reader),
                NameShape.LargeObject => ReadLargeObject(reader),
                NameShape.Cast => ReadCast(reader),
                NameShape.Transform => ReadTransform(reader),
                _ => ReadNamed(reader, kind, reader.AnyName),
            };
            return read with { Span = reader.SpanFrom(start) };
        }

        static ObjectReference ReadNamed(SyntaxReader reader, ObjectKind kind, Func<ObjectName> read)
        {
            var (start, name) = (reader.Start, read());
            return new(reader.SpanFrom(start), kind, name);
        }

        static ObjectReference ReadColumn(SyntaxReader reader)
        {
            var name = DottedName.Parser.Read(reader);
            return new(default, ObjectKind.Column, new(null, name.Name)) { Owner = name.Owner };
        }

        static ObjectReference ReadPart(SyntaxReader reader, ObjectKindRule rule, Func<ObjectName> readOwner)
        {
            var start = reader.Start;
            var name = reader.ColId();
            reader.Expect("ON");
            _ = rule.Shape == NameShape.Constraint && reader.Is("DOMAIN") && SyntaxReader.IsColId(reader.Ahead(1)) && reader.Take("DOMAIN");
            var owner = readOwner();
            return new(reader.SpanFrom(start), rule.Kind, new(null, name)) { Owner = owner };
        }

        static ObjectReference ReadWithMethod(SyntaxReader reader, ObjectKind kind)
        {
            var name = reader.AnyName();
            reader.Expect("USING");
            return new(default, kind, name) { Method = reader.ColId() };
        }

        /// <summary>A function or a procedure, with its arguments or without: <c>function_with_argtypes</c> of <c>gram.y</c>.</summary>
        public static ObjectReference ReadFunction(SyntaxReader reader, ObjectKind kind)
        {
            var start = reader.Start;
            var next = reader.Ahead(1).Kind;
            var name = next is TokenKind.OpenParenthesis or TokenKind.Dot ? reader.FunctionName()
                : new(null, reader.Keyword == KeywordKind.TypeOrFunction ? reader.TypeFunctionName() : reader.ColId());
            var hasArguments = reader.Is(TokenKind.OpenParenthesis);
            var arguments = hasArguments ? RoutineParameter.Parser.ReadAll(reader) : [];
            return new(reader.SpanFrom(start), kind, name) { HasArguments = hasArguments, Arguments = arguments };
        }

        static ObjectReference ReadAggregate(SyntaxReader reader)
        {
            var name = reader.FunctionName();
            var parameters = AggregateParameters.Parser.Read(reader);
            return new(default, ObjectKind.Aggregate, name) { HasArguments = true, Arguments = [.. parameters.Direct, .. parameters.Aggregated] };
        }

        static ObjectReference ReadOperator(SyntaxReader reader) => ReadOperator(reader, reader.Start, Expression.Parser.ReadAnyOperator(reader));

        /// <summary>Behind an operator, the types around it: <c>operator_with_argtypes</c> of <c>gram.y</c>.</summary>
        public static ObjectReference ReadOperator(SyntaxReader reader, int start, OperatorName symbol)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var left = ReadOperand(reader);
            if (reader.Is(TokenKind.CloseParenthesis))
            {
                reader.Fail("missing argument");
            }

            reader.Expect(TokenKind.Comma);
            var right = left is null ? TypeName.Parser.Read(reader) : ReadOperand(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return new(reader.SpanFrom(start), ObjectKind.Operator, new(symbol.Schema, new(symbol.Symbol)) { Prefix = symbol.Prefix }) { Left = left, Right = right };
        }

        static TypeName? ReadOperand(SyntaxReader reader) => reader.Take("NONE") ? null : TypeName.Parser.Read(reader);

        static ObjectReference ReadLargeObject(SyntaxReader reader)
        {
            reader.SignedNumber();
            return new(default, ObjectKind.LargeObject, Nameless);
        }

        /// <summary><c>(source AS target)</c></summary>
        public static ObjectReference ReadCast(SyntaxReader reader)
        {
            reader.Expect(TokenKind.OpenParenthesis);
            var type = TypeName.Parser.Read(reader);
            reader.Expect("AS");
            var target = TypeName.Parser.Read(reader);
            reader.Expect(TokenKind.CloseParenthesis);
            return new(default, ObjectKind.Cast, Nameless) { Type = type, Target = target };
        }

        static ObjectReference ReadTransform(SyntaxReader reader)
        {
            reader.Expect("FOR");
            var type = TypeName.Parser.Read(reader);
            reader.Expect("LANGUAGE");
            return new(default, ObjectKind.Transform, Nameless) { Type = type, Method = reader.ColId() };
        }
    }
}
