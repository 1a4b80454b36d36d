using System.Numerics.Tensors;
using System.Reflection;

namespace Diff.Generators.Tests.Tensors;

/// <summary>
/// One method of <c>TensorPrimitives</c> that takes floating-point spans, with C# that differentiates through it: a function of one array, of which each span
/// operand is a part, all of the same length, and each scalar operand an element.
/// </summary>
/// <param name="Number">Position among all methods, in the order of their signatures.</param>
internal sealed record TensorMethod(int Number, MethodInfo Method)
{
    /// <summary>Two vectors of doubles and a rest.</summary>
    public const int Length = 9;

    public static IReadOnlyList<TensorMethod> All { get; } = [.. typeof(TensorPrimitives).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Select(Close).OfType<MethodInfo>()
        .Where(method => method.GetParameters().Any(parameter => IsFloatingPoint(ElementOf(parameter.ParameterType, typeof(ReadOnlySpan<>)))))
        .OrderBy(method => method.ToString(), StringComparer.Ordinal)
        .Select((method, i) => new TensorMethod(i, method))];

    public string Name => Method.Name;

    /// <summary>The type of the numbers: <c>double</c>, or <c>float</c> for overloads that are not generic.</summary>
    public Type Scalar => Method.GetParameters().Select(parameter => ElementOf(parameter.ParameterType, typeof(ReadOnlySpan<>))).First(IsFloatingPoint)!;

    public IReadOnlyList<ParameterInfo> Operands => [.. Method.GetParameters().Where(parameter => !IsDestination(parameter))];

    public IReadOnlyList<ParameterInfo> Destinations => [.. Method.GetParameters().Where(IsDestination)];

    /// <summary>The result, or the elements of the first destination.</summary>
    public Type Result => Destinations.Count > 0 ? ElementOf(Destinations[0].ParameterType, typeof(Span<>))! : Method.ReturnType;

    /// <summary>The operands that a destination may overwrite, by index.</summary>
    public IReadOnlyList<int> Overwritable => IsFloatingPoint(Result) && Destinations.Count > 0
        ? [.. Enumerable.Range(0, Operands.Count).Where(i => ElementOf(Operands[i].ParameterType, typeof(ReadOnlySpan<>)) == Result)]
        : [];

    public string Signature => $"{Name}({string.Join(", ", Method.GetParameters().Select(parameter => Spell(parameter.ParameterType)))})";

    /// <summary>The name of the function, or of the one that overwrites an operand.</summary>
    public string Function(int overwritten = -1) => $"F{Number}{(overwritten < 0 ? "" : $"Over{overwritten}")}";

    public string Source(int overwritten, int order)
    {
        var arguments = Method.GetParameters().ToDictionary(parameter => parameter, Argument);
        var lines = new[] { $"var n = a.Length / {Operands.Count};" }.Concat(Operands.Where(IsSpan).Select(parameter => $"var {parameter.Name}Of = {Part(parameter)};")).ToList();
        for (var i = 0; i < Destinations.Count; i++)
        {
            var isOverwriting = overwritten >= 0 && i == 0;
            lines.Add(isOverwriting ? $"var to{i} = {arguments[Operands[overwritten]]};" : $"var to{i} = new {Spell(ElementOf(Destinations[i].ParameterType, typeof(Span<>))!)}[n];");
            arguments[Destinations[i]] = $"to{i}";
        }

        var call = $"System.Numerics.Tensors.TensorPrimitives.{Name}{(Method.IsGenericMethod ? $"<{string.Join(", ", Method.GetGenericArguments().Select(Spell))}>" : "")}({string.Join(", ", Method.GetParameters().Select(parameter => arguments[parameter]))})";
        lines.AddRange(Destinations.Count == 0 ? [$"return {Number0(call)};"] : [call + ";", "var sum = 0.0;", .. Destinations.Select((_, i) => $"for (var i = 0; i < n; i++) sum += w[i + {i}] * {Number0($"to{i}[i]")};"), "return sum;"]);
        return $$"""
            [Differentiable(Order = {{order}})]
            public static double {{Function(overwritten)}}(double[] a, [NoGradient] double[] w)
            {
                {{string.Join("\n    ", lines)}}
            }

            """;

        string Number0(string value) => Result == typeof(bool) ? $"({value} ? a[0] : a[1])" : IsFloatingPoint(Result) ? $"(double){value}" : $"a[0] * ({value} + 0.5)";
    }

    public override string ToString() => Signature;

    private string Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        _ when IsSpan(parameter) => parameter.Name + "Of",
        { IsEnum: true } mode => $"{mode.FullName}.ToEven",
        { } type when type == typeof(int) => Name == "Round" ? "0" : "2",
        { } type => $"({Spell(type)})a[{Start(parameter)}]",
    };

    /// <summary>Memory of its own, so that the call may overwrite it.</summary>
    private string Part(ParameterInfo parameter)
    {
        var element = ElementOf(parameter.ParameterType, typeof(ReadOnlySpan<>))!;
        var part = $"a.AsSpan({Start(parameter)}, n).ToArray()";
        return element == typeof(double) ? part : $"new {Spell(element)}[n]; for (var i = 0; i < n; i++) {parameter.Name}Of[i] = ({Spell(element)})a[{Start(parameter)} + i]";
    }

    private string Start(ParameterInfo parameter) => $"{Operands.ToList().IndexOf(parameter)} * n";

    /// <summary>The method for doubles; null if its constraints allow integers only.</summary>
    private static MethodInfo? Close(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition) return method;
        try
        {
            return method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(double))]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Type? ElementOf(Type type, Type span) => type.IsGenericType && type.GetGenericTypeDefinition() == span ? type.GetGenericArguments()[0] : null;

    private static bool IsSpan(ParameterInfo parameter) => ElementOf(parameter.ParameterType, typeof(ReadOnlySpan<>)) is not null;

    private static bool IsDestination(ParameterInfo parameter) => ElementOf(parameter.ParameterType, typeof(Span<>)) is not null;

    private static bool IsFloatingPoint(Type? type) => type == typeof(double) || type == typeof(float) || type == typeof(Half);

    private static string Spell(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Spell))}>" : type.FullName!;
}
