namespace Turnstone.Linting.Knowledge;

/// <summary>A sequence that was seen, made by itself and not for a column.</summary>
sealed record KnownSequence(KnownName Name, Making? Made);
