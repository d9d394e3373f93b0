namespace Turnstone.Steps;

using Npgsql;
using Turnstone.Plans;

/// <summary>Something half-made, as a <see cref="Recovery"/> found it.</summary>
/// <param name="What">In words: <c>index app.i is invalid</c>.</param>
/// <param name="Clearing">The statement that clears it.</param>
/// <param name="Pid">Who is still at work on it.</param>
sealed record HalfMade(string What, string Clearing, int? Pid)
{
    public static HalfMade Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt32(2));
}
