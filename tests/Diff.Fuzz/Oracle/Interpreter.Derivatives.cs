using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

sealed partial class Interpreter<T>
{
    /// <summary>The derivative of a function is its tangent in numbers one level above these.</summary>
    T Differentiate(Derived derived, Frame frame)
    {
        // C# evaluates the point, the direction or weight, then the constants.
        object[] point = [.. derived.Point.Select(argument => Evaluate(argument, frame))];
        T[] factors = [.. derived.Factors.Select(factor => (T)Evaluate(factor, frame))];
        object[] constants = [.. derived.Constants.Select(argument => Evaluate(argument, frame))];
        object[] raised =
        [
            .. point.Select((value, k) => Dual<T>.Seed((T)value, derived.Form == DerivativeForm.Jvp ? factors[k] : T.Constant(k == derived.Position ? 1 : 0))),
            .. constants.Select(value => value is T number ? new Dual<T>(number, default, 0) : value),
        ];
        trace.IsNested = true;
        var slope = new Interpreter<Dual<T>>(program, trace, isWidened).Apply(derived.Function, raised).Tangent;
        trace.IsNested = false;
        return derived.Form == DerivativeForm.Vjp ? factors[0] * slope : slope;
    }

    T Apply(Expression function, object[] arguments) => function switch
    {
        MethodGroup group => (T)Call(methods[group.Method], [.. arguments.Select(argument => new Cell(argument))])!,
        Lambda lambda => (T)Closure(lambda, new Frame(new IPlace[program.Entry.Slots]))(arguments),
        _ => throw new NotSupportedException(function.GetType().Name),
    };
}
