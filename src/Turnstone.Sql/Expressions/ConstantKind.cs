namespace Turnstone.Sql.Expressions;

/// <summary>What a constant is.</summary>
public enum ConstantKind
{
    Integer,
    Number,
    String,
    Bits,
    True,
    False,
    Null,
}
