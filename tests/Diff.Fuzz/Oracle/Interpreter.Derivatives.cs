using Diff.Fuzz.Language;

namespace Diff.Fuzz.Oracle;

sealed partial class Interpreter<T>
{
    /// <summary>The derivative of a function is its tangent in numbers one level above these.</summary>
    T Differentiate(Derived derived, Frame frame)
    {
        // C# evaluates the point, the direction or weight, then the constants.
        object[] point = [.. derived.Point.Select(argument => Evaluate(argument, frame))];
        object[] factors = [.. derived.Factors.Select(factor => Evaluate(factor, frame))];
        object[] constants = [.. derived.Constants.Select(argument => Evaluate(argument, frame))];
        object[] raised =
        [
            .. point.Select((value, k) => derived.Form == DerivativeForm.Jvp ? Along(value, factors[k]) : Unit(value, k == derived.Position ? derived.Part : null)),
            .. constants.Select(value => Unit(value, null)),
        ];
        trace.IsNested = true;
        var slope = new Interpreter<Dual<T>>(program, trace, isWidened).Apply(derived.Function, raised).Tangent;
        trace.IsNested = false;
        return derived.Form == DerivativeForm.Vjp ? (T)factors[0] * slope : slope;
    }

    /// <summary>The value one level up, where one of its numbers varies.</summary>
    /// <param name="part">The path to the number; null if none varies.</param>
    static object Unit(object value, IReadOnlyList<int>? part)
    {
        return Raise(value, Child);

        object Child(object child, int k) => Unit(child, part is [var first, ..] && first == k ? [.. part.Skip(1)] : null);

        object Raise(object raised, Func<object, int, object> child) => raised switch
        {
            T number => Dual<T>.Seed(number, T.Constant(part is [] ? 1 : 0)),
            object[] parts => parts.Select(child).ToArray(),
            Window window => new Window([.. window.Span.ToArray().Select(child)], 0, window.Count),
            _ => raised,
        };
    }

    /// <summary>The value one level up, which varies along a direction of its shape.</summary>
    static object Along(object value, object direction) => (value, direction) switch
    {
        (T number, T tangent) => Dual<T>.Seed(number, tangent),
        (object[] parts, object[] tangents) => parts.Zip(tangents, Along).ToArray(),
        (Window window, Window tangents) => new Window([.. window.Span.ToArray().Zip(tangents.Span.ToArray(), Along)], 0, window.Count),
        _ => value,
    };

    T Apply(Expression function, object[] arguments) => function switch
    {
        MethodGroup group => (T)Call(methods[group.Method], [.. arguments.Select(argument => new Cell(argument))])!,
        Lambda lambda => (T)Closure(lambda, new Frame(new IPlace[program.Entry.Slots]))(arguments),
        _ => throw new NotSupportedException(function.GetType().Name),
    };
}
