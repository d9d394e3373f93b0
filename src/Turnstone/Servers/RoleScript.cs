namespace Turnstone.Servers;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>A file of roles that a shadow begins with: <c>shadow.roles</c>, as <c>pg_dumpall --roles-only</c> writes it.</summary>
/// <param name="File">As the settings name it.</param>
sealed record RoleScript(string File, string Text, ImmutableArray<StatementSlice> Statements)
{
    /// <summary>None where none is named, or where it cannot be used, and why.</summary>
    public static RoleScript? Read(Settings settings, List<Diagnostic> said)
    {
        if (settings.Shadow.Roles is not { } file)
        {
            return null;
        }
        try
        {
            var text = System.IO.File.ReadAllText(Path.Combine(settings.Root, file)).ReplaceLineEndings("\n");
            ImmutableArray<StatementSlice> statements = [.. StatementReader.ReadAll(text)];
            // A superuser runs them: whoever may change the file may not have the server do whatever he likes.
            said.AddRange(statements.Where(one => !IsOfRoles(Parser.Parse(one, PgVersion.V18))).Select(one =>
                Diagnostic.Error("shadow-roles", $"{StatementClassifier.Verb(one)} is nothing that makes roles.", file, "Nothing was tried.\nOnly CREATE ROLE, ALTER ROLE, GRANT of roles and SET may stand in the file that shadow.roles names.").At(one.Position)));
            return new(file, text, statements);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            said.Add(settings.OriginOf("shadow.roles").Error($"{file} cannot be read: {trouble.Message}", "Name a file of CREATE ROLE and GRANT statements, relative to turnstone.yaml."));
            return null;
        }
    }

    /// <summary>Makes the roles; those that are there already stay as they are.</summary>
    /// <param name="own">Roles of ours that the file leaves alone.</param>
    /// <exception cref="FailureException">The server refuses one.</exception>
    public async Task RunAsync(Session superuser, IReadOnlyCollection<string> own, CancellationToken stop)
    {
        foreach (var statement in Statements.Where(one => Named(Parser.Parse(one, superuser.Server.Version)) is not { } name || !own.Contains(name)))
        {
            try
            {
                await superuser.ExecuteAsync(stop, (Text.Sql)$"{new Verbatim(statement.Text)}");
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.DuplicateObject)
            {
                // The target's own role is the better one.
            }
            catch (PostgresException refused)
            {
                throw new FailureException(FailureKind.Refused, Diagnostic.Error("shadow-roles", $"{StatementClassifier.Verb(statement)} failed on the shadow: {new Masking().Mask(refused.MessageText)} (SQLSTATE {refused.SqlState}).", File,
                    "Nothing was tried.\nCorrect the file that shadow.roles names.").At(statement.Position), refused);
            }
        }
    }

    static bool IsOfRoles(Statement statement) => statement is CreateRole or AlterRole or AlterRoleSetting or AlterGroup or MembershipChange or Set;

    static string? Named(Statement statement) => statement switch
    {
        CreateRole create => create.Name.Name,
        AlterRole alter => alter.Role.Name?.Name,
        _ => null,
    };
}
