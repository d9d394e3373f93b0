namespace Turnstone.Tests.Grammar;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <content>What is made besides tables and routines, and changed besides them.</content>
sealed partial class NormalTree
{
    string? Definition(Statement statement) => statement switch
    {
        CreateSchema it => Say("schema+", IfNot(it.IfNotExists), it.Name?.Name, Say(it.Owner), List(it.Elements, Say)),
        CreateSequence it => Say("sequence+", it.Persistence, IfNot(it.IfNotExists), Name(it.Name), List(it.Options, Say)),
        AlterSequence it => Say("sequence", If(it.IfExists), Name(it.Name), List(it.Options, Say)),
        CreateType it => Say("type+", it.Form.ToString(), Name(it.Name), it.Form switch { TypeForm.Composite => List(it.Attributes, Say), TypeForm.Enum => Strings(it.Labels), _ => Say(it.Options) }),
        CreateAggregate it => Say("aggregate+", Flag(it.OrReplace, "replace"), Name(it.Name), it.Parameters is { } parameters ? Say(parameters) : "old", Say(it.Options)),
        CreateCollation it => Say("collation+", IfNot(it.IfNotExists), Name(it.Name), it.Copied is { } copied ? $"from={Name(copied)}" : Say(it.Options)),
        CreateOperator it => Say("define", "OPERATOR", Say(it.Name), Say(it.Options)),
        CreateTextSearch it => Say("define", $"TEXT SEARCH {it.Kind}", Name(it.Name), Say(it.Options)),
        AddEnumValue it => Say("label+", Name(it.Type), IfNot(it.IfNotExists), $"'{it.Value}'", it.Neighbour is { } other ? $"{(it.IsBefore ? "before" : "after")} '{other}'" : ""),
        RenameEnumValue it => Say("label", Name(it.Type), $"'{it.OldValue}'", $"'{it.NewValue}'"),
        AlterTypeOptions it => Say("type", Name(it.Type), Say(it.Options)),
        AlterOperator it => Say("operator", Say(it.Operator), Say(it.Options).Replace("=none", "", StringComparison.Ordinal)),
        CreateDomain it => Say("domain+", Name(it.Name), Say(it.Type), Name(it.Collation), string.Join(", ", it.Constraints.Select(Say))),
        AlterDomain it => Say("domain", Name(it.Name), it.Action, it.ConstraintName?.Name, it.Constraint is { } constraint ? Say(constraint) : Say(it.Default), If(it.IfExists), Cascade(it.IsCascade)),
        CreateExtension it => Say("extension+", IfNot(it.IfNotExists), it.Name.Name, it.Schema?.Name, it.Version, Cascade(it.IsCascade)),
        AlterExtension it => Say("extension", it.Name.Name, it.Action, it.Version, it.Member is { } member ? $"{Say(member.Kind)} {Say(member)}" : ""),
        CreatePolicy it => Say("policy+", it.Name.Name, Name(it.Table), Flag(it.IsRestrictive, "restrictive"), it.Command, it.Roles.IsEmpty ? "PUBLIC" : Say(it.Roles), Say(it.Using), Say(it.Check)),
        AlterPolicy it => Say("policy", it.Name.Name, Name(it.Table), Say(it.Roles), Say(it.Using), Say(it.Check)),
        CreatePublication it => Say("publication+", it.Name.Name, Flag(it.ForAllTables, "all"), List(it.Objects, Say), Say(it.Options)),
        AlterPublication it => Say("publication", it.Name.Name, it.Action, List(it.Objects, Say), Say(it.Options)),
        CreateSubscription it => Say("subscription+", it.Name.Name, Quoted(it.Connection), Names(it.Publications), Say(it.Options)),
        AlterSubscription it => Say("subscription", it.Name.Name, it.Change.ToString(), it.Connection is { } connection ? Quoted(connection) : "", Names(it.Publications), Say(it.Options)),
        CreateStatistics it => Say("statistics+", IfNot(it.IfNotExists), Name(it.Name), Names(it.Kinds), List(it.Keys, key => key.Column?.Name ?? Say(key.Value)), All(it.From)),
        AlterStatistics it => Say("statistics", If(it.IfExists), Name(it.Name), it.Target is { } target ? Number(target) : ""),
        CreateRule it => Say("rule+", Flag(it.OrReplace, "replace"), it.Name.Name, it.Event, Name(it.Table), Say(it.Where), Flag(it.IsInstead, "instead"), List(it.Actions, Say)),
        _ => null,
    };

    static string Strings(ImmutableArray<Identifier> all) => string.Join(' ', all.Select(one => $"'{one.Name}'"));

    string Say(ColumnOfFunction it) => $"{it.Name.Name} {Say(it.Type)}{Collate(it.Collation)}";

    // How many of them are direct ones; -1 where it is no ordered set.
    string Say(AggregateParameters it) => it.IsStar ? "* -1" : $"{Parameters(it.Direct.AddRange(it.Aggregated))} {(it.IsOrderedSet ? it.Direct.Length : -1)}";

    string Say(PublicationObject it) => it.Table is { } table ? $"{Say(table)} ({Names(it.Columns)}) {Say(it.Where)}" : $"schema {it.Schema?.Name ?? "?"}";
}
