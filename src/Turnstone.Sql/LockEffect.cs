namespace Turnstone.Sql;

/// <summary>What a kind of statement has to do with locks that others queue behind.</summary>
enum LockEffect
{
    /// <summary>Takes none, or only such as readers and writers pass.</summary>
    None,

    /// <summary>Takes one on what it names.</summary>
    Blocks,

    /// <summary>Takes one on what it names, which is gone afterwards.</summary>
    Removes,

    /// <summary>Makes what it names, which nobody else can wait for; what it refers to, it may lock.</summary>
    Creates,

    /// <summary>Makes what it names, if that is not there yet; what it refers to, it may lock.</summary>
    CreatesPerhaps,

    /// <summary>Names mean something else from here on.</summary>
    MovesNames,
}
