namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] FUNCTION | PROCEDURE name(…) [RETURNS …] options</c></summary>
/// <param name="Parameters">The columns of RETURNS TABLE are the last ones.</param>
/// <param name="Returns">None of a procedure, of RETURNS TABLE, and where the parameters say it.</param>
/// <param name="Body">One that is SQL itself; one that is a string is <see cref="Code"/>.</param>
public sealed record CreateRoutine(StatementSlice Slice, TextSpan Span, bool OrReplace, bool IsProcedure, ObjectName Name, ImmutableArray<RoutineParameter> Parameters, TypeName? Returns,
    ImmutableArray<RoutineOption> Options, SqlBody? Body) : Statement(Slice, Span)
{
    /// <summary>Where it is not said, a body that is SQL itself is.</summary>
    public string? Language => Find("LANGUAGE")?.Value?.Name ?? (Body is null ? null : "sql");

    /// <summary>The string behind AS: what it says, and where it stands.</summary>
    public Identifier? Code => Find("AS")?.Value;

    /// <summary>Whether it runs with its owner's rights.</summary>
    public bool IsSecurityDefiner => Find("SECURITY DEFINER") is not null;

    /// <summary>Its option of a name, the last one where there are several.</summary>
    public RoutineOption? Find(string option) => Options.LastOrDefault(one => one.Name == option);

    internal sealed class Parser() : StatementParser("CREATE FUNCTION", "CREATE PROCEDURE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var orReplace = reader.Take("OR", "REPLACE");
            var isProcedure = reader.ExpectOneOf("FUNCTION", "PROCEDURE") == "PROCEDURE";
            var name = reader.FunctionName();
            var parameters = RoutineParameter.Parser.ReadDefinitions(reader);
            TypeName? returns = null;
            if (!isProcedure && reader.Is("RETURNS") && !reader.IsAhead(1, "NULL"))
            {
                reader.Next();
                (parameters, returns) = Result(reader, parameters);
            }

            var options = RoutineOption.Parser.ReadAll(reader);
            var body = SqlBody.Parser.TryRead(reader);
            return new CreateRoutine(reader.Slice, reader.SpanFrom(start), orReplace, isProcedure, name, parameters, returns, options, body);
        }

        static (ImmutableArray<RoutineParameter> Parameters, TypeName? Returns) Result(SyntaxReader reader, ImmutableArray<RoutineParameter> parameters)
        {
            if (!reader.Take("TABLE"))
            {
                return (parameters, TypeName.Parser.ReadOfFunction(reader));
            }

            var columns = RoutineParameter.Parser.ReadColumns(reader);
            if (parameters.Any(parameter => parameter.Mode is ParameterMode.Out or ParameterMode.InOut))
            {
                reader.Fail("OUT and INOUT arguments aren't allowed in TABLE functions");
            }

            return ([.. parameters, .. columns], null);
        }
    }
}
