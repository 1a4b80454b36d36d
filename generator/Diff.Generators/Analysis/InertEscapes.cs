using Diff.Generators.Ir;

namespace Diff.Generators.Analysis;

/// <summary>
/// Active values that reach the result through objects, such as <c>(double[])a.Clone()</c>, <c>double.Parse(x.ToString())</c>,
/// <c>list.Add(x)</c> or <c>Make(x).At(y)</c>, be it by what objects and statics keep in between: the derivative would be lost.
/// </summary>
internal static class InertEscapes
{
    public static IEnumerable<Finding> Find(Method method, Activity activity)
    {
        var carriers = Carriers.Of(method,
            (operation, known) => operation.Operands.Any(operand => activity.IsVaried(operand) || known.Contains(operand)));
        // Few methods are called on such objects.
        var made = new Lazy<Carriers>(() => Carriers.Of(method, (operation, known) =>
            operation.Operands.Any(operation is Call ? IsCarried : known.Contains)));
        foreach (var let in method.Body.Statements().OfType<Let>())
            if (let.Results.Any(activity.IsUseful)
                && ((Carriers.IsUnseen(let.Operation) ? Escapes(let.Operation) : IsRunOn(let.Operation)) || carriers.AreFoundBy(let)))
                yield return let.Operation.Operands.Any(operand => operand.Type.Name == "string")
                    ? Finding.At(let.Origin, "DIFF0002", "a differentiated value that is read back from a text",
                        "use the number itself, or wrap what the text is made of in Gradient.Detach")
                    : Finding.At(let.Origin, "DIFF0002", "a differentiated value that passes through an object",
                        "copy it element by element, or wrap it in Gradient.Detach");

        bool IsCarried(Operand operand) => activity.IsVaried(operand) || carriers.Contains(operand);

        // A call that takes an active value itself is refused by its name (UnknownCallees).
        bool Escapes(Operation operation) => operation is Call
            ? operation.Operands.Any(carriers.Contains) && !operation.Operands.Any(activity.IsVaried)
            : operation.Operands.Any(IsCarried);

        // The derivatives of a method take the objects that it is called on and given for constants: those that unknown methods make, here.
        // Text is read by nobody.
        bool IsRunOn(Operation operation) => operation is Call { Callee.Kind: CalleeKind.Differentiable } call
            && !call.Callee.Parameters.Any(parameter => parameter.IsField)
            && call.Arguments.Any(argument => argument.Type is InertType { Kind: InertKind.Reference or InertKind.Struct, Name: not "string" }
                && made.Value.Contains(argument));
    }
}
