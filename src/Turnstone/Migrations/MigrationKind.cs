namespace Turnstone.Migrations;

using System.Text.Json.Serialization;

/// <summary>What a file in a migrations folder is for; its name says so.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MigrationKind>))]
public enum MigrationKind
{
    /// <summary><c>V…</c>: runs once.</summary>
    [JsonStringEnumMemberName("versioned")]
    Versioned,

    /// <summary><c>U…</c>: takes the migration of the same version back.</summary>
    [JsonStringEnumMemberName("undo")]
    Undo,

    /// <summary><c>R…</c>: runs after the versioned ones whenever its text changed.</summary>
    [JsonStringEnumMemberName("repeatable")]
    Repeatable,

    /// <summary><c>B…</c>: stands for everything up to its version in a new database.</summary>
    [JsonStringEnumMemberName("baseline")]
    Baseline,

    /// <summary><c>beforeApply.sql</c> and its like.</summary>
    [JsonStringEnumMemberName("hook")]
    Hook,

    /// <summary>No file: what <c>doctor --fix</c> does about a problem.</summary>
    [JsonStringEnumMemberName("repair")]
    Repair,

    /// <summary>A file of the folder of asserts: what has to hold for the whole schema.</summary>
    [JsonStringEnumMemberName("assert")]
    Assert,

    /// <summary>A file outside of the migrations: <c>lint</c> looks at it, nothing runs it.</summary>
    [JsonStringEnumMemberName("loose")]
    Loose,
}
