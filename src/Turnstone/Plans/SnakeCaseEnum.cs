namespace Turnstone.Plans;

using System.Text.Json;
using System.Text.Json.Serialization;

/// <summary>Writes a member of an enumeration as the rest of a plan is written, for those that know nothing of plans.</summary>
sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;
