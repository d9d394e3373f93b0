namespace Turnstone;

/// <summary>Marks a list that the generator fills with one instance of every concrete subclass in the assembly.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class DiscoveredAttribute : Attribute;
