namespace Turnstone.Configuration;

/// <summary>What happens to a migration that arrives after later ones were applied.</summary>
public enum OutOfOrder
{
    /// <summary>It is applied where both orders were shown to lead to the same schema.</summary>
    Proved,
    Refuse,
    Allow,
}
