namespace Turnstone.Tests.Grammar;

/// <summary>What is compared.</summary>
enum Measure
{
    /// <summary>Where statements begin and end, in files as a whole.</summary>
    Boundaries,

    /// <summary>What a statement is called.</summary>
    Verb,

    /// <summary>Of the statements that PostgreSQL takes: we do as well.</summary>
    Accept,

    /// <summary>Of the statements that PostgreSQL refuses: we do as well.</summary>
    Reject,

    /// <summary>Of the statements that PostgreSQL takes: we have all of it in our tree.</summary>
    Parsed,

    Tables,

    Columns,

    /// <summary>The tree says the same.</summary>
    Trees,

    /// <summary>As <see cref="Accept"/>, over damaged copies.</summary>
    DamagedAccept,

    /// <summary>As <see cref="Reject"/>, over damaged copies.</summary>
    DamagedReject,

    /// <summary>As <see cref="Trees"/>, over damaged copies.</summary>
    DamagedTrees,

    /// <summary>Of the bodies in PL/pgSQL that PostgreSQL takes: we do as well.</summary>
    BodyAccept,

    /// <summary>Of the bodies in PL/pgSQL that are none by their grammar: we refuse them as well.</summary>
    BodyReject,

    /// <summary>What stands in a body in PL/pgSQL: its statements, how they are nested, and their SQL.</summary>
    BodyOutline,
}
