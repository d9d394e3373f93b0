namespace Turnstone;

/// <summary>Marks a method that the generator writes: it adds to a list what a node of a tree is made of, whichever subclass of the root it is.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class TraversedAttribute : Attribute;
