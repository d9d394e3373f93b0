namespace Turnstone.Sql.Clauses;

using System.Collections.Frozen;
using Turnstone.Sql.Syntax;
using static Turnstone.Sql.Clauses.ObjectUse;

/// <summary>What the grammar says about a kind of object.</summary>
/// <param name="Words">What it is called.</param>
sealed record ObjectKindRule(ObjectKind Kind, string Words, NameShape Shape, ObjectUse Use)
{
    const ObjectUse Described = Comment | Label, Relation = Rename | Schema | Drop | Described | IfExists, Owned = Rename | Owner | Drop | Described,
        Global = Rename | Owner | Described, Routine = Rename | Owner | Schema | Drop | Described, Part = Rename | Drop | Comment, OfOperators = Rename | Owner | Schema | Drop | Comment;

    static readonly ObjectKindRule[] All =
    [
        new(ObjectKind.AccessMethod, "ACCESS METHOD", NameShape.Simple, Drop | Described),
        new(ObjectKind.Aggregate, "AGGREGATE", NameShape.Aggregate, Routine | NoOther),
        new(ObjectKind.Cast, "CAST", NameShape.Cast, Drop | Comment),
        new(ObjectKind.Collation, "COLLATION", NameShape.Qualified, Routine),
        new(ObjectKind.Column, "COLUMN", NameShape.Column, Described),
        new(ObjectKind.Constraint, "CONSTRAINT", NameShape.Constraint, Comment),
        new(ObjectKind.Conversion, "CONVERSION", NameShape.Qualified, Routine | NoOther),
        new(ObjectKind.Database, "DATABASE", NameShape.Simple, Global),
        new(ObjectKind.Domain, "DOMAIN", NameShape.Type, Routine),
        new(ObjectKind.EventTrigger, "EVENT TRIGGER", NameShape.Simple, Owned),
        new(ObjectKind.Extension, "EXTENSION", NameShape.Simple, Schema | Drop | Described),
        new(ObjectKind.ForeignDataWrapper, "FOREIGN DATA WRAPPER", NameShape.Simple, Owned),
        new(ObjectKind.ForeignTable, "FOREIGN TABLE", NameShape.Qualified, Relation),
        new(ObjectKind.Function, "FUNCTION", NameShape.Function, Routine | Depends),
        new(ObjectKind.Role, "GROUP", NameShape.Role, Rename),
        new(ObjectKind.Index, "INDEX", NameShape.Qualified, Rename | Depends | Described | IfExists),
        new(ObjectKind.Language, "LANGUAGE", NameShape.Simple, Owned | NoOther),
        new(ObjectKind.LargeObject, "LARGE OBJECT", NameShape.LargeObject, Owner | Described | NoOther),
        new(ObjectKind.MaterializedView, "MATERIALIZED VIEW", NameShape.Qualified, Relation | Depends),
        new(ObjectKind.OperatorClass, "OPERATOR CLASS", NameShape.WithMethod, OfOperators | NoOther),
        new(ObjectKind.OperatorFamily, "OPERATOR FAMILY", NameShape.WithMethod, OfOperators),
        new(ObjectKind.Operator, "OPERATOR", NameShape.Operator, Owner | Schema | Drop | Comment),
        new(ObjectKind.Policy, "POLICY", NameShape.OnTable, Part | IfExists),
        new(ObjectKind.Language, "PROCEDURAL LANGUAGE", NameShape.Simple, Owned | NoOther),
        new(ObjectKind.Procedure, "PROCEDURE", NameShape.Function, Routine | Depends),
        new(ObjectKind.Publication, "PUBLICATION", NameShape.Simple, Owned),
        new(ObjectKind.Role, "ROLE", NameShape.Role, Rename | Described),
        new(ObjectKind.Routine, "ROUTINE", NameShape.Function, Routine | Depends),
        new(ObjectKind.Rule, "RULE", NameShape.OnTable, Part | NoOther),
        new(ObjectKind.Schema, "SCHEMA", NameShape.Simple, Owned | NoOther),
        new(ObjectKind.Sequence, "SEQUENCE", NameShape.Qualified, Relation),
        new(ObjectKind.Server, "SERVER", NameShape.Simple, Owned),
        new(ObjectKind.Statistics, "STATISTICS", NameShape.Qualified, Routine),
        new(ObjectKind.Subscription, "SUBSCRIPTION", NameShape.Simple, Global),
        new(ObjectKind.Table, "TABLE", NameShape.Qualified, Relation),
        new(ObjectKind.Tablespace, "TABLESPACE", NameShape.Simple, Global),
        new(ObjectKind.TextSearchConfiguration, "TEXT SEARCH CONFIGURATION", NameShape.Qualified, Routine),
        new(ObjectKind.TextSearchDictionary, "TEXT SEARCH DICTIONARY", NameShape.Qualified, Routine),
        new(ObjectKind.TextSearchParser, "TEXT SEARCH PARSER", NameShape.Qualified, Rename | Schema | Drop | Described | NoOther),
        new(ObjectKind.TextSearchTemplate, "TEXT SEARCH TEMPLATE", NameShape.Qualified, Rename | Schema | Drop | Described | NoOther),
        new(ObjectKind.Transform, "TRANSFORM", NameShape.Transform, Drop | Comment),
        new(ObjectKind.Trigger, "TRIGGER", NameShape.OnTable, Part | Depends | NoOther),
        new(ObjectKind.Type, "TYPE", NameShape.Type, Routine),
        new(ObjectKind.Role, "USER", NameShape.Role, Rename),
        new(ObjectKind.View, "VIEW", NameShape.Qualified, Relation),
    ];

    static readonly FrozenDictionary<string, ObjectKindRule[]> ByFirstWord =
        All.GroupBy(rule => rule.Parts[0], StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    string[] Parts { get; } = Words.Split(' ');

    /// <summary>What statements begin with that take these kinds.</summary>
    /// <param name="verb"><c>ALTER</c> or <c>DROP</c>.</param>
    public static string[] Beginnings(string verb, ObjectUse use) =>
        [.. All.Where(rule => (rule.Use & use) != 0 && rule.Parts[0] != "PROCEDURAL").Select(rule => $"{verb} {rule.Parts[0]}").Distinct(StringComparer.Ordinal)];

    /// <summary>Passes what a kind is called; none where nothing that is one stands here.</summary>
    public static ObjectKindRule? Take(SyntaxReader reader)
    {
        if (reader.Word is { } word && ByFirstWord.TryGetValue(word, out var rules))
        {
            foreach (var rule in rules)
            {
                if (reader.Take(rule.Parts))
                {
                    return rule;
                }
            }
        }

        return null;
    }
}
