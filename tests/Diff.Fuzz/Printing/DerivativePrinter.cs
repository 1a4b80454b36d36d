using Diff.Fuzz.Language;

namespace Diff.Fuzz.Printing;

/// <summary>Derivatives of other functions as C#.</summary>
static class DerivativePrinter
{
    public static string Print(Derived derived)
    {
        List<string> arguments = [Function(derived.Function), Tuple(derived.Point)];
        if (derived.Factors.Count > 0) arguments.Add(Tuple(derived.Factors));
        arguments.AddRange(derived.Constants.Select(ExpressionPrinter.Print));
        var item = derived.Point.Count > 1 ? $".Item{derived.Position + 1}" : "";
        return $"Gradient.{derived.Form}({string.Join(", ", arguments)})" + derived.Form switch
        {
            DerivativeForm.Of => item,
            DerivativeForm.Jvp => ".Tangent",
            _ => ".Gradient" + item,
        };
    }

    static string Tuple(IReadOnlyList<Expression> numbers) => numbers is [var number] ? ExpressionPrinter.Print(number) : $"({ExpressionPrinter.List(numbers)})";

    static string Function(Expression function) => function is Lambda lambda
        ? $"static ({string.Join(", ", lambda.Parameters.Select(parameter => $"double {parameter.Name}"))}) => {ExpressionPrinter.Print(lambda.Body)}"
        : ExpressionPrinter.Print(function);
}
