namespace Turnstone.Sql.Clauses;

/// <summary>Which statements that many kinds of objects share take a kind.</summary>
[Flags]
enum ObjectUse
{
    None = 0,
    Rename = 1,
    Owner = 2,
    Schema = 4,
    Depends = 8,
    Drop = 16,
    Comment = 32,
    Label = 64,

    /// <summary>Whether <c>ALTER … IF EXISTS</c> is there.</summary>
    IfExists = 128,

    /// <summary>Whether the shared statements are all there is of ALTER.</summary>
    NoOther = 256,
}
