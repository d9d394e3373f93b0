namespace Turnstone.Linting;

/// <summary>What a rule is about: a heading of the documentation.</summary>
public enum RuleTopic
{
    Indexes,
    Constraints,
    Columns,
    Types,
    Destruction,
    Compatibility,
    Partitions,
    Transactions,
    Maintenance,
    Enums,
    Code,
    Privileges,
    Data,
    Names,
    Files,
    Policies,
}
