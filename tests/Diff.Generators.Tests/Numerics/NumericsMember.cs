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
        [typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Complex), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2), typeof(Matrix4x4)];

    /// <summary>Those that give floating-point data as well.</summary>
    public static IReadOnlyList<NumericsMember> All { get; } =
    [
        .. from type in Types
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Concat<MethodBase>(type.GetConstructors())
           where (!method.IsStatic && !method.IsConstructor) || method.GetParameters().Any(parameter => Carries(parameter.ParameterType))
           where method is not MethodInfo { ReturnType: var result } || Carries(result) || result == typeof(void) || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef || IsMemory(parameter.ParameterType))
           where method.Name is not ("Parse" or "TryParse" or "TryFormat" or "ToString")
           select new NumericsMember(type, method),
    ];

    public string Signature => $"{Holder.Name}.{Method.Name}({string.Join(", ", Method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    /// <summary>Numbers that its arguments take.</summary>
    public int Count => (IsInstance ? Leaves(Holder).Count() : 0) + Method.GetParameters().Sum(parameter => Leaves(parameter.ParameterType).Count());

    private bool IsInstance => !Method.IsStatic && !Method.IsConstructor;

    private Type Result => Method is MethodInfo method ? method.ReturnType : Holder;

    /// <summary>A function of an array: the weighted sum of the numbers of the member's result.</summary>
    public string Source(string name)
    {
        var next = 0;
        var arguments = Method.GetParameters().Select(parameter => parameter.ParameterType).Prepend(IsInstance ? Holder : typeof(void)).Where(type => type != typeof(void)).Select(Argument).ToList();
        var terms = Leaves(Result).Select((leaf, i) => $"{(0.5 + (0.37 * i % 1.1)).ToString("0.0##", CultureInfo.InvariantCulture)} * (double)r{leaf}");
        return $"    [Differentiable] public static double {name}(double[] x) {{ var r = {Call(arguments)}; return {string.Join(" + ", terms)}; }}\n";

        string Argument(Type type) =>
            type == typeof(double) ? $"x[{next++}]"
            : type == typeof(float) ? $"(float)x[{next++}]"
            : type == typeof(int) || type == typeof(byte) ? "1"
            : type == typeof(MidpointRounding) ? "MidpointRounding.ToEven"
            : type == typeof(Half) ? $"(Half)x[{next++}]"
            : type == typeof(Plane) ? $"new Plane({string.Join(", ", Leaves(type).Select(_ => $"(float)x[{next++}]"))})"
            : $"new {type.Name}({string.Join(", ", Leaves(type).Select(_ => (type == typeof(Complex) ? "" : "(float)") + $"x[{next++}]"))})";
    }

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
