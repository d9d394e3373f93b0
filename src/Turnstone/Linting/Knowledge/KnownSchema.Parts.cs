namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>Schemas, sequences, and what belongs to a table: triggers and policies; and which tables hang on another one.</summary>
public sealed partial class KnownSchema
{
    readonly Dictionary<string, Making?> schemas = new(StringComparer.Ordinal);
    readonly Dictionary<KnownName, KnownSequence> sequences = [];

    /// <summary>Of a table, of one kind.</summary>
    internal IEnumerable<KnownPart> Parts(ObjectKind kind, ObjectName table) => Table(table)?.Parts.Where(part => part.Kind == kind) ?? [];

    internal KnownSequence? Sequence(ObjectName name) => Find(sequences, name);

    internal IEnumerable<KnownRoutine> AllRoutines => routines.Values.SelectMany(all => all);

    internal Making? MakingOfSchema(Identifier name) => schemas.GetValueOrDefault(name.Name);

    /// <summary>The tables with a foreign key to one.</summary>
    public IEnumerable<KnownTable> ReferencesTo(KnownTable table) =>
        tables.Values.Where(one => one.Constraints.Any(rule => rule.Constraint is ForeignKey key && Table(key.Table) == table));

    void FollowPart(Statement statement, Making? made)
    {
        switch (statement)
        {
            case CreateSchema { Name: { } name }:
                schemas.TryAdd(name.Name, made);
                break;
            case CreateSequence sequence:
                sequences.TryAdd(NewName(sequence.Name), new(NewName(sequence.Name), made));
                break;
            case CreateTrigger trigger:
                Add(new(ObjectKind.Trigger, trigger.Name.Name, Mentioned(trigger.Table), trigger, made));
                break;
            case CreatePolicy policy:
                Add(new(ObjectKind.Policy, policy.Name.Name, Mentioned(policy.Table), policy, made));
                break;
            case Drop { Kind: ObjectKind.Schema } drop:
                drop.Objects.ToList().ForEach(one => schemas.Remove(one.Name.Name.Name));
                break;
            case Drop { Kind: ObjectKind.Sequence } drop:
                drop.Objects.ToList().ForEach(one => Forget(sequences, one.Name));
                break;
            case CreateRule rule:
                Add(new(ObjectKind.Rule, rule.Name.Name, Mentioned(rule.Table), rule, made));
                break;
            case CreatePublication publication:
                publications.Add(publication);
                break;
            case Drop { Kind: ObjectKind.Publication } drop:
                publications.RemoveAll(one => drop.Objects.Any(gone => gone.Name.Name == one.Name));
                break;
            case Drop { Kind: ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule } drop:
                drop.Objects.Where(one => one.Owner is not null).ToList().ForEach(one => Table(one.Owner!.Value)?.Parts.RemoveAll(part => part.Kind == drop.Kind && part.Name == one.Name.Name.Name));
                break;
        }
    }

    static void Add(KnownPart part)
    {
        part.Table.Parts.RemoveAll(one => one.Kind == part.Kind && one.Name == part.Name);
        part.Table.Parts.Add(part);
    }
}
