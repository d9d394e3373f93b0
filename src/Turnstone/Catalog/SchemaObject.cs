namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>Something that was made in a database and has a name. It only describes; who compares or writes it down reads what it says of itself.</summary>
public abstract record SchemaObject(ObjectId Id)
{
    /// <summary>The role; none of what has no owner of its own, and none where it is the one that most objects of the schema have.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it has another's owner, before and after, so that nobody needs to say whose it becomes: a column's sequence its table's.</summary>
    /// <param name="from">What it was.</param>
    public virtual bool IsOwnedAlong(SchemaObject from) => false;

    public string? Comment { get; init; }

    /// <summary>Where who may do what differs from what a new object of its kind has.</summary>
    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>What is so of it, beside owner, comment and grants.</summary>
    protected abstract IEnumerable<Property> Own { get; }

    /// <summary>Everything by which it is equal to another of its name, or not.</summary>
    public virtual IEnumerable<Property> Properties =>
        [.. Own, new("owner", Owner, Concern.Security), Property.Of("grants", Grants.Select(grant => grant.ToString()), Concern.Security), new("comment", Comment, Concern.Cosmetic)];

    /// <summary>What it endangers that there is none of it, or one too many.</summary>
    public virtual Concern Concern => Concern.Integrity;

    /// <summary>Its place among objects none of which needs another: what has a lower one is written down first.</summary>
    public abstract int Rank { get; }

    /// <summary>How COMMENT ON and ALTER … OWNER name it: <c>TABLE app.orders</c>.</summary>
    public virtual Sql Mention => $"{new Verbatim(Id.Kind.ToUpperInvariant())} {Id.Sql}";

    /// <summary>How GRANT names it.</summary>
    public virtual Sql Grantable => Mention;

    /// <summary>Some of its rights as GRANT and REVOKE name them: <c>SELECT, INSERT ON TABLE app.orders</c>.</summary>
    public virtual Sql Rights(IEnumerable<string> privileges) => $"{new Verbatim(string.Join(", ", privileges))} ON {Grantable}";

    /// <summary>What it needs beside what the server says that it depends on.</summary>
    public virtual IEnumerable<ObjectId> Needs => Id.Of is { } whole ? [whole] : Id.Schema is { } name ? [new("schema", null, name)] : [];

    /// <summary>What is made before it though it does not need it, where both are made.</summary>
    public virtual IEnumerable<ObjectId> ComesBehind(Schema schema) => [];

    /// <summary>What makes it, without owner, comment and grants.</summary>
    /// <param name="schema">Where its parts are found.</param>
    public abstract IEnumerable<Sql> Create(Schema schema);

    /// <summary>The parts that <see cref="Create"/> makes with it.</summary>
    public virtual IEnumerable<SchemaObject> CreatedWith(Schema schema) => [];

    /// <summary>What is said once everything else is there: what it goes with comes after it.</summary>
    public virtual IEnumerable<Sql> Finish() => [];

    /// <summary>What takes it away.</summary>
    public abstract Sql Drop { get; }

    /// <summary>With what it is gone as well, so that nobody needs to say so: a column with its table.</summary>
    public virtual IEnumerable<ObjectId> GoesWith(Change change) => Id.Of is { } whole ? [whole] : [];

    /// <summary>With what of the change, made anew or taken away, it is there as well, so that nobody needs to make it: an inherited column with the one above.</summary>
    public virtual IEnumerable<ObjectId> ComesWith(Change change) => [];

    /// <summary>What is said of it where it came with another.</summary>
    public virtual IEnumerable<Sql> Adapted(Schema schema, bool isNew) => [];

    /// <summary>Whether it stays when something goes that held it and that it needs no more: a table that was a partition.</summary>
    public virtual bool LetsGo(ObjectId needed, Change change) => false;

    /// <summary>What is lost when it is taken away: <c>its rows</c>; none of what can be made again as it was.</summary>
    public virtual string? Loses => null;

    /// <summary>What makes it of another with its name, without owner, comment and grants; none where it has to be taken away and made anew.</summary>
    public virtual Alteration? Alter(SchemaObject from, Change change) => null;

    /// <summary>Whether it stays, and the server sees to it, while what it needs is altered: an index while its column's type is.</summary>
    public virtual bool Follows => false;

    /// <summary>What parts it from something it needs that is taken away and made anew; none where it has to go itself meanwhile.</summary>
    /// <returns>What is said before and what after, in the same way as it is now.</returns>
    public virtual (IEnumerable<Sql> Before, IEnumerable<Sql> After)? Release(ObjectId needed) => null;

    /// <summary>A word of the grammar, where it is to stand.</summary>
    protected static Verbatim When(bool holds, string words) => new(holds ? words : "");

    /// <summary>What the server wrote down, behind words of the grammar; nothing where there is none.</summary>
    protected static Verbatim When(string words, string? text) => new(text is null ? "" : words + text);
}
