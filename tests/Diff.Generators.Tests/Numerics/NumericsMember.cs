using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace Diff.Generators.Tests.Numerics;

/// <summary>A member of <c>System.Numerics</c> that takes floating-point data, and a function that calls it.</summary>
internal sealed record NumericsMember(Type Holder, MethodBase Method)
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_Addition"] = "{0} + {1}", ["op_Subtraction"] = "{0} - {1}", ["op_Multiply"] = "{0} * {1}", ["op_Division"] = "{0} / {1}", ["op_UnaryNegation"] = "-{0}", ["op_UnaryPlus"] = "+{0}",
        ["op_Implicit"] = "(Complex){0}",
    };

    public static IReadOnlyList<Type> Types { get; } =
        [typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Complex), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2), typeof(Matrix4x4), typeof(Vector)];

    /// <summary>Those that give floating-point data as well.</summary>
    public static IReadOnlyList<NumericsMember> All { get; } =
    [
        .. from type in Types
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Concat<MethodBase>(type.GetConstructors())
           where (!method.IsStatic && !method.IsConstructor) || method.GetParameters().Any(parameter => Carries(parameter.ParameterType))
           where method is not MethodInfo { ReturnType: var result } || Carries(result) || result == typeof(void) || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef || IsMemory(parameter.ParameterType))
           where type != typeof(Vector) || !method.GetParameters().Any(parameter => parameter.ParameterType.Name == "Vector`1")
           where method.Name is not ("Parse" or "TryParse" or "TryFormat" or "ToString")
           select new NumericsMember(type, method),
    ];

    public string Signature => $"{Holder.Name}.{Method.Name}({string.Join(", ", Method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    /// <summary>Numbers that its arguments take.</summary>
    public int Count => (IsInstance ? Leaves(Holder).Count() : 0) + Method.GetParameters().Sum(parameter => Numbers(parameter.ParameterType));

    private bool IsInstance => !Method.IsStatic && !Method.IsConstructor;

    private Type Result => Method is MethodInfo method ? method.ReturnType : Holder;

    /// <summary>A function of an array: the weighted sum of the numbers that the member gives.</summary>
    public string Source(string name)
    {
        var next = 0;
        var arguments = Method.GetParameters().Select(parameter => parameter.ParameterType).Prepend(IsInstance ? Holder : typeof(void)).Where(type => type != typeof(void)).Select(Argument).ToList();
        if (Method.Name == "ConditionalSelect") arguments[0] = $"{Holder.Name}.LessThan({arguments[0]}, {Holder.Name}.One)";
        var terms = Given().Select((given, i) => $"{(0.5 + (0.37 * i % 1.1)).ToString("0.0##", CultureInfo.InvariantCulture)} * (double){given}");
        return $"    [Differentiable] public static double {name}(double[] x) {{ {Statement(arguments)} return {string.Join(" + ", terms)}; }}\n";

        string Argument(Type type) =>
            type == typeof(double) ? $"x[{next++}]"
            : type == typeof(float) ? $"(float)x[{next++}]"
            : type == typeof(int) || type == typeof(byte) ? "1"
            : type == typeof(MidpointRounding) ? "MidpointRounding.ToEven"
            : type == typeof(Half) ? $"(Half)x[{next++}]"
            : type.IsByRef ? $"out var r{next++ - Count}"
            : type.IsArray || type == typeof(Span<float>) ? "r"
            : type == typeof(ReadOnlySpan<float>) ? $"new[] {{ {Floats(Holder)} }}"
            : type == typeof(Matrix4x4) && Method.Name == "Decompose"
                ? $"Matrix4x4.CreateScale({Floats(typeof(Vector3))}) * Matrix4x4.CreateFromYawPitchRoll({Floats(typeof(Vector3))}) * Matrix4x4.CreateTranslation({Floats(typeof(Vector3))})"
            : type == typeof(Plane) ? $"new Plane({Floats(type)})"
            : type == typeof(Complex) ? $"new Complex(x[{next++}], x[{next++}])"
            : $"new {type.Name}({Floats(type)})";

        string Floats(Type type) => string.Join(", ", Leaves(type).Select(_ => $"(float)x[{next++}]"));
    }

    /// <summary>The call, which leaves what it gives in <c>r</c>, or in <c>r0</c> and so on.</summary>
    private string Statement(List<string> arguments) =>
        Copies ? $"var r = new float[6]; {Call(arguments)};"
        : IsSetter ? $"var r = {arguments[0]}; r{(Method.Name == "set_Item" ? $"[{string.Join(", ", arguments.Skip(1).SkipLast(1))}]" : "." + Method.Name[4..])} = {arguments[^1]};"
        : Method.Name is "op_Increment" or "op_Decrement" ? $"var r = {arguments[0]}; {(Method.Name == "op_Increment" ? "++" : "--")}r;"
        : Outputs.Any() ? Call(arguments) + ";"
        : $"var r = {Call(arguments)};";

    /// <summary>The numbers that the member gives.</summary>
    private IEnumerable<string> Given() =>
        Copies ? Enumerable.Range(0, 6).Select(i => $"r[{i}]")
        : Outputs.Any() ? Outputs.SelectMany((type, i) => Leaves(type).Select(leaf => $"r{i}{leaf}"))
        : Leaves(IsSetter ? Holder : Result).Select(leaf => "r" + leaf);

    private bool Copies => Method.Name is "CopyTo" or "TryCopyTo";

    private bool IsSetter => Method.Name.StartsWith("set_", StringComparison.Ordinal);

    private IEnumerable<Type> Outputs => Method.GetParameters().Where(parameter => parameter.IsOut).Select(parameter => parameter.ParameterType.GetElementType()!);

    /// <summary>Numbers of an argument. A matrix is decomposed that has scales, angles and a translation.</summary>
    private int Numbers(Type type) => type == typeof(ReadOnlySpan<float>) ? Leaves(Holder).Count() : Method.Name == "Decompose" && type == typeof(Matrix4x4) ? 9 : Leaves(type).Count();

    private string Call(IReadOnlyList<string> arguments)
    {
        var rest = string.Join(", ", IsInstance ? arguments.Skip(1) : arguments);
        return Method.Name switch
        {
            ".ctor" => $"new {Holder.Name}({rest})",
            "get_Item" => $"({arguments[0]})[{rest}]",
            var name when name.StartsWith("get_", StringComparison.Ordinal) => $"({arguments[0]}).{name[4..]}",
            var name when Operators.TryGetValue(name, out var template) => string.Format(CultureInfo.InvariantCulture, template, [.. arguments]),
            var name => (IsInstance ? $"({arguments[0]})" : Holder.Name) + $".{name}({rest})",
        };
    }

    /// <summary>How the numbers of a value are read.</summary>
    private static IEnumerable<string> Leaves(Type type) =>
        type == typeof(float) || type == typeof(double) || type == typeof(Half) ? [""]
        : type == typeof(Complex) ? [".Real", ".Imaginary"]
        : type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal) || Types.Contains(type)
            ? type.GetFields(BindingFlags.Public | BindingFlags.Instance).SelectMany(field => Leaves(field.FieldType).Select(leaf => $".{field.Name}{leaf}"))
            : [];

    private static bool Carries(Type type) =>
        Types.Contains(type) || type == typeof(float) || type == typeof(double) || type == typeof(Half)
        || (type.HasElementType && Carries(type.GetElementType()!)) || (type.IsGenericType && type.GetGenericArguments().Any(Carries));

    private static bool IsMemory(Type type) => type.IsArray || type.IsPointer || (type.IsGenericType && type.Name.Contains("Span", StringComparison.Ordinal));
}
