namespace Turnstone.Catalog;

/// <summary>What a difference endangers.</summary>
public enum Concern
{
    /// <summary>Neither what is stored nor who may see it: a comment, how a value is kept.</summary>
    Cosmetic,

    /// <summary>What is stored, or how it is found: a column, a constraint, an index.</summary>
    Integrity,

    /// <summary>Who may see or change what: an owner, a grant, a policy.</summary>
    Security,
}
