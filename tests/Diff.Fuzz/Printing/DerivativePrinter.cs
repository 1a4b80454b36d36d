using Diff.Fuzz.Language;

namespace Diff.Fuzz.Printing;

/// <summary>Derivatives of other functions as C#.</summary>
static class DerivativePrinter
{
    public static string Print(Derived derived)
    {
        List<string> arguments = [Function(derived.Function), Tuple(derived.Point)];
        if (derived.Factors.Count > 0) arguments.Add(Tuple(derived.Factors));
        arguments.AddRange(derived.Constants.Select(Argument));
        var item = (derived.Point.Count > 1 ? $".Item{derived.Position + 1}" : "") + Part(derived.Point[derived.Position].Type, derived.Part);
        return $"Gradient.{derived.Form}({string.Join(", ", arguments)})" + derived.Form switch
        {
            DerivativeForm.Of => item,
            DerivativeForm.Jvp => ".Tangent",
            _ => ".Gradient" + item,
        };
    }

    static string Tuple(IReadOnlyList<Expression> values) => values is [var value] ? Argument(value) : $"({ExpressionPrinter.List(values)})";

    /// <summary>The type of a constant is inferred from the argument, which must say it: a conversion to a span, too.</summary>
    static string Argument(Expression value) => value is View { Form: ViewForm.Implicit } view ? $"({view.Type.Text}){ExpressionPrinter.Print(view.Buffer)}" : ExpressionPrinter.Print(value);

    static string Part(DataType type, IReadOnlyList<int> path) => path.Count == 0 ? "" : type switch
    {
        BufferOf buffer => $"[{path[0]}]{Part(buffer.Item, [.. path.Skip(1)])}",
        TupleOf tuple => $".Item{path[0] + 1}{Part(tuple.Elements[path[0]], [.. path.Skip(1)])}",
        StructOf record => $".{record.Fields[path[0]].Name}{Part(record.Fields[path[0]].Type, [.. path.Skip(1)])}",
        _ => throw new NotSupportedException(type.Text),
    };

    static string Function(Expression function) => function is Lambda lambda
        ? $"static ({string.Join(", ", lambda.Parameters.Select(parameter => $"{parameter.Type.Text} {parameter.Name}"))}) => {ExpressionPrinter.Print(lambda.Body)}"
        : ExpressionPrinter.Print(function);
}
