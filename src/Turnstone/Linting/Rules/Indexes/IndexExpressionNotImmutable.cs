namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Statements;
using Turnstone.Sql.Syntax;

/// <summary>An index, or a computed column, of a value that may be another one tomorrow.</summary>
sealed class IndexExpressionNotImmutable : LintRule
{
    public override string Name => "index-expression-not-immutable";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "What an index or a generated column keeps is computed once, when the row is written. PostgreSQL refuses a value that depends on the time, on settings or on other rows: \"must be marked IMMUTABLE\". A function that only says that it is immutable, and then "
        + "gets another body, leaves the index with the old values: queries that use it do not find their rows.";

    public override string Cure => "Take what does not depend on settings: (placed_at AT TIME ZONE 'UTC')::date in place of placed_at::date. After a new body for a function that an index uses: REINDEX INDEX CONCURRENTLY; for a generated column, write the rows anew in batches.";

    public override string Limits => "Said of functions and casts that are known to depend on something, or were seen to be made so; of a new body where the index was seen.";

    // pg_proc: provolatile s, whatever they are called with.
    static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "concat", "concat_ws", "format", "to_char", "to_date", "array_to_string", "to_json", "to_jsonb", "row_to_json", "json_build_object", "jsonb_build_object", "quote_nullable",
    };

    internal override bool Sees(SyntaxNode node) => node is CreateIndex or GeneratedColumn or CreateRoutine { OrReplace: true };

    internal override IEnumerable<Finding> Check(SyntaxNode node, LintContext context) => node switch
    {
        CreateIndex index => index.Keys.Select(key => key.Value).Append(index.Where).OfType<Expression>().Select(value => Changing(value, index.Table, context)).OfType<SyntaxNode>().Take(1)
            .Select(part => Finding.Of(part, $"PostgreSQL refuses an index of {Short(part, context)}, which is not the same for everybody and for ever.")),
        GeneratedColumn { Value: var value } => Table(context) is { } table && Changing(value, table, context) is { } part ? [Finding.Of(part, $"PostgreSQL refuses a column that is computed by {Short(part, context)}, which is not the same for everybody and for ever.")] : [],
        CreateRoutine routine => OfBody(routine, context),
        _ => [],
    };

    static ObjectName? Table(LintContext context) => context.Statement switch { CreateTable create => create.Name, _ => context.Altered };

    static SyntaxNode? Changing(Expression value, ObjectName table, LintContext context) => Volatility.PassingPart(value, context.Known) ?? value.Nodes.FirstOrDefault(node => node switch
    {
        FunctionCall { Name: { Schema: null or { Name: "pg_catalog" }, Name: var name }, Arguments: var arguments } => Passing.Contains(name.Name) || name.Name == "to_timestamp" && arguments.Length == 2
            || name.Name is "to_tsvector" or "to_tsquery" or "plainto_tsquery" && arguments.Length == 1 || name.Name == "date_trunc" && arguments is [_, { Value: var moment }, ..] && IsMoment(moment, table, context),
        Cast { Type.Name.Name.Name: "date" or "timestamp" or "text" or "varchar" or "time" or "timetz", Operand: var operand } => IsMoment(operand, table, context),
        _ => false,
    });

    // A moment is shown, and cut into days, as the session's time zone has it.
    static bool IsMoment(Expression value, ObjectName table, LintContext context) => value is ColumnReference { IsStar: false } column && TypeOf(column.Parts[^1], table, context) == "timestamptz";

    static string? TypeOf(Identifier column, ObjectName table, LintContext context) =>
        context.Known.Table(table)?.Column(column)?.Kept?.Name
        ?? (context.Statement is CreateTable create ? create.Elements.OfType<ColumnDefinition>().FirstOrDefault(one => one.Name == column)?.Type is { } type ? ColumnType.Of(type, context.Statement.Slice.Text).Name : null : null);

    static IEnumerable<Finding> OfBody(CreateRoutine routine, LintContext context)
    {
        if (context.Known.Routines(routine.Name) is not { Count: > 0 } known || known.Any(one => one.Made is { } made && made.File == context.File.Place) || !known.Any(one => Body(one.Statement) != Body(routine)))
        {
            yield break;
        }
        foreach (var table in context.Known.Tables.Where(table => context.IsInUse(table.Name.AsWritten)))
        {
            if (table.Indexes.Find(index => index.Statement is { } made && made.Nodes.OfType<FunctionCall>().Any(call => call.Name.Name == routine.Name.Name)) is { } index)
            {
                yield return new(routine.Name.Span, $"The index {new Identifier(index.Name).Shown()} keeps what {routine.Name.Shown()} gave before.");
            }
        }
    }

    static string Body(CreateRoutine routine) => routine.Code?.Name ?? (routine.Body is { } body ? routine.Slice.Text.Substring(body.Span.Start, body.Span.Length) : "");

    static string Short(SyntaxNode part, LintContext context) => part switch
    {
        FunctionCall call => $"{call.Name.Shown()}()",
        Cast cast => $"{context.Text(cast.Operand.Span)} as {context.Text(cast.Type.Span)}",
        _ => context.Text(part.Span),
    };
}
