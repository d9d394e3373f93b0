namespace Turnstone.Plans.Recoveries;

using System.Text.Json.Serialization;

/// <summary>A kind of object that is made and dropped outside transactions, and stands in a catalog of the whole server.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServerObject>))]
public enum ServerObject
{
    [JsonStringEnumMemberName("database")]
    Database,

    [JsonStringEnumMemberName("tablespace")]
    Tablespace,

    [JsonStringEnumMemberName("subscription")]
    Subscription,
}
