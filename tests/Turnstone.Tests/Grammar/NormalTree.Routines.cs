namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <content>Functions, procedures and triggers.</content>
sealed partial class NormalTree
{
    static readonly string[] Events = ["INSERT", "DELETE", "UPDATE", "TRUNCATE"];

    string? Routine(Statement statement) => statement switch
    {
        CreateRoutine it => Say("function+", Flag(it.OrReplace, "replace"), Flag(it.IsProcedure, "procedure"), Name(it.Name), Parameters(it.Parameters),
            it.Returns is { } type ? Say(type) : "", List(it.Options, Say), it.Body is null ? "" : it.Body.IsAtomic ? $"atomic {List(it.Body.Statements, Say)}" : Say(it.Body.Statements[0])),
        AlterRoutine it => Say("function", Say(it.Routine.Kind), Say(it.Routine), List(it.Options, Say)),
        Return it => $"return {Say(it.Value)}",
        CreateTrigger it => Say("trigger+", Flag(it.OrReplace, "replace"), Flag(it.IsConstraint, "constraint"), it.Name.Name, it.Time,
            string.Join(' ', Events.Where(name => it.Events.Any(one => one.Name == name))), string.Join(' ', it.Events.Select(one => Names(one.Columns)).Where(columns => columns.Length > 0)), Name(it.Table),
            Name(it.Referenced), Deferred(it.Timing), Words(it.Transitions, Say), Flag(it.IsForEachRow, "row"), Say(it.When), Name(it.Function), Words(it.Arguments, argument => $"'{Word(argument)}'")),
        _ => null,
    };

    // An ordered-set aggregate that takes any number has them once.
    string Parameters(ImmutableArray<RoutineParameter> all) =>
        string.Join(", ", (all is [.., { Mode: ParameterMode.Variadic }, { Mode: ParameterMode.Variadic }] ? all[..^1] : all).Select(Say));

    string Say(RoutineParameter it) =>
        it.Mode switch { ParameterMode.Out => "OUT ", ParameterMode.InOut => "INOUT ", ParameterMode.Variadic => "VARIADIC ", ParameterMode.Table => "TABLE ", _ => "" }
        + (it.Name is { } name ? $"{name.Name} " : "") + Say(it.Type) + (it.Default is { } value ? $" = {Say(value)}" : "");

    string Say(RoutineOption it) => it.Name switch
    {
        "AS" => $"AS '{it.Value?.Name}'" + (it.Given is { } symbol ? $" {Quoted(symbol)}" : ""),
        "SET" or "RESET" => Say(it.Setting!),
        "COST" or "ROWS" => $"{it.Name} {Number(it.Given!.Value)}",
        "SUPPORT" => $"{it.Name} {Value(it.Given!.Value)}",
        "TRANSFORM" => $"{it.Name} {Words(it.Types, Say)}",
        _ => it.Value is { } value ? $"{it.Name} {value.Name}" : it.Name,
    };

    static string Deferred(ConstraintAttributes said) =>
        Flag(said.IsDeferrable == true || said.IsInitiallyDeferred == true, "deferrable") + Flag(said.IsInitiallyDeferred == true, " deferred");

    static string Say(TransitionTable it) => $"{(it.IsNew ? "new" : "old")} {(it.IsTable ? "table" : "row")} {it.Name.Name}";
}
