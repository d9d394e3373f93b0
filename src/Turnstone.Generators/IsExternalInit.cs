namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for to write a record on netstandard2.0.</summary>
static class IsExternalInit;
