namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;

/// <content>Expressions.</content>
sealed partial class NormalTree
{
    string Steps(ImmutableArray<SelectionStep> steps) => string.Concat(steps.Select(step => step switch
    {
        { IsStar: true } => ".*",
        { Field: { } field } => $".{field.Name}",
        { IsSlice: true } => $"[{Say(step.From)}:{Say(step.To)}]",
        _ => $"[{Say(step.From)}]",
    }));

    static string Say(OperatorName by) => string.Concat(by.Prefix.Select(part => $"{part.Name}.")) + (by.Schema is { } schema ? $"{schema.Name}." : "") + (by.Symbol switch
    {
        "LIKE" => "~~",
        "NOT LIKE" => "!~~",
        "ILIKE" => "~~*",
        "NOT ILIKE" => "!~~*",
        var symbol => symbol,
    });

    string All(ImmutableArray<Expression> values) => string.Join(' ', values.Select(Say));

    string Say(Expression? expression) => expression switch
    {
        null => "",
        ColumnReference it => string.Join('.', it.Parts.Select(part => part.Name).Concat(it.IsStar ? ["*"] : (string[])[])),
        Constant it => it.Kind switch { ConstantKind.String => $"'{Word(it.Span)}'", ConstantKind.Bits => "#b", ConstantKind.True => "true", ConstantKind.False => "false", ConstantKind.Null => "null", _ => Number(it.Span) },
        ParameterReference => "$",
        DefaultValue => "default",
        // char 'x' is as long as it is.
        Cast { Form: CastForm.Prefix, Type: { Modifiers.IsEmpty: true, Fields: null, Dimensions: 0 } type } it => $"(cast {Say(it.Operand)} {Name(type.Name)})",
        Cast it => $"(cast {Say(it.Operand)} {Say(it.Type)})",
        // PostgreSQL makes one constant of a number and its sign.
        UnaryOperation { Operator.Symbol: "-" } it when Say(it.Operand) is [>= '0' and <= '9' or '-' or '.', ..] number => number is ['-', ..] ? number[1..] : $"-{number}",
        UnaryOperation it => $"({Say(it.Operator)} {Say(it.Operand)})",
        BinaryOperation { Operator.Symbol: "OVERLAPS", Left: RowConstructor left, Right: RowConstructor right } => Sql([.. left.Elements, .. right.Elements]),
        BinaryOperation it => $"({Say(it.Operator)} {Say(it.Left)} {Say(it.Right)})",
        Connective it => $"({(it.IsAnd ? "and" : "or")} {string.Join(' ', Flat(it).Select(Say))})",
        Negation it => $"(not {Say(it.Operand)})",
        Test { For: "NORMALIZED" } it => it.IsNegated ? $"(not {Sql([it.Operand])})" : Sql([it.Operand]),
        Test { For: "JSON" } it => Negated(it, $"(IS JSON {(it.Kind is "VALUE" ? null : it.Kind)}{Flag(it.HasUniqueKeys, " unique")} {Say(it.Operand)})"),
        Test { For: "DOCUMENT", IsNegated: true } it => Negated(it, $"(IS DOCUMENT {Say(it.Operand)})"),
        Test it => $"(IS {(it.IsNegated ? "NOT " : "")}{it.For} {Say(it.Operand)})",
        Between it => $"({(it.IsNegated ? "NOT " : "")}BETWEEN{(it.IsSymmetric ? " SYMMETRIC" : "")} {Say(it.Operand)} {Say(it.Lower)} {Say(it.Upper)})",
        PatternMatch it => $"({(it.IsNegated ? "NOT " : "")}{it.Kind} {Say(it.Operand)} {All(it.Escape is null ? [it.Pattern] : [it.Pattern, it.Escape])})",
        Membership { Query: { } query } it => it.IsNegated ? $"(not (in {Say(it.Operand)} {Say(query)}))" : $"(in {Say(it.Operand)} {Say(query)})",
        Membership it => $"({(it.IsNegated ? "not in" : "in")} {Say(it.Operand)} {All(it.Values)})",
        QuantifiedComparison it => $"({(it.IsAll ? "all" : "any")} {Say(it.Operator)} {Say(it.Left)} {(it.Query is null ? Say(it.Array) : Say(it.Query))})",
        Subquery it => $"({it.Kind.ToString().ToLowerInvariant()} {Say(it.Query)})",
        CaseExpression it => $"(case {Say(it.Operand)} {string.Join(' ', it.Branches.Select(branch => $"{Say(branch.When)}:{Say(branch.Then)}"))} {Say(it.Else)})",
        ArrayConstructor it => $"[{All(it.Elements)}]",
        RowConstructor it => $"(row {All(it.Elements)})",
        Selection it => $"(. {Say(it.Target)} {Steps(it.Steps)})",
        Collation it => $"(collate {Say(it.Operand)} {Name(it.Name)})",
        AtTimeZone it => Sql(it.Zone is null ? [it.Operand] : [it.Zone, it.Operand]),
        FunctionCall it => Say(it),
        KeywordCall it => Say(it),
        _ => throw Unknown(expression),
    };

    static string On(string what, string? behaviour) => behaviour is null ? "" : $" on {what} {behaviour}";

    static string Negated(Test it, string line) => it.IsNegated ? $"(not {line})" : line;

    // (a AND b) AND c is one list, a AND (b AND c) is not.
    static IEnumerable<Expression> Flat(Connective it) => it.Operands[0] is Connective first && first.IsAnd == it.IsAnd ? Flat(first).Concat(it.Operands.Skip(1)) : it.Operands;

    string Sql(ImmutableArray<Expression> values) => $"sql{{{Bag(values)}}}";

    // In an order that has nothing to do with theirs.
    string Bag(ImmutableArray<Expression> values) => string.Join(' ', values.Select(Say).Order(StringComparer.Ordinal));

    string Say(FunctionCall it) =>
        $"{Name(it.Name)}({(it.IsStar ? "*" : "")}{(it.IsDistinct ? "distinct " : "")}{(it.Arguments.Any(one => one.IsVariadic) ? "variadic " : "")}{string.Join(' ', it.Arguments.Select(one => (one.Name is { } name ? $"{name.Name}=>" : "") + Say(one.Value)))}"
        + $"{(it.OrderBy.IsEmpty ? "" : $" order {Sorts(it.OrderBy)}")}{(it.IsWithinGroup ? " within" : "")}){(it.Filter is null ? "" : $" filter {Say(it.Filter)}")}{(it.Over is null ? "" : $" over {(it.Over.IsReference ? it.Over.Name?.Name : Say(it.Over))}")}";

    string Say(KeywordCall it) => it.Keyword switch
    {
        "EXTRACT" => $"{Sql(it.Operands)} {it.Field?.Name}",
        // BOTH sides are those of a TRIM that says nothing.
        "NORMALIZE" or "TRIM" when it.Choice is { } choice and not "BOTH" => $"{Sql(it.Operands)} {choice}",
        "NORMALIZE" or "OVERLAY" or "POSITION" or "SUBSTRING" or "TRIM" or "COLLATION FOR" => Sql(it.Operands),
        "COALESCE" or "GREATEST" or "LEAST" or "NULLIF" or "GROUPING" or "CUBE" or "ROLLUP" => $"{it.Keyword}({All(it.Operands)})",
        "GROUPING SETS" => $"SETS({All(it.Operands)})",
        ['C', 'U', 'R', 'R', ..] or ['L', 'O', 'C', 'A', 'L', ..] or "USER" or "SESSION_USER" or "SYSTEM_USER" => it.Keyword,
        "TREAT" => throw Unknown(it),
        _ => $"{it.Keyword}{{{Bag(it.Operands)}}}{(it.Type is { } type ? $" {Say(type)}" : "")}{On("empty", it.OnEmpty)}{On("error", it.OnError)}{(it.Columns.IsEmpty ? "" : $" ({List(it.Columns, Say)})")}",
    };
}
