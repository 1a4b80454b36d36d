using Diff.Generators.Ir;

namespace Diff.Generators.Emit.Members;

/// <summary>Emits what gives private static fields of other classes.</summary>
internal static class StaticAccessors
{
    public static void Write(Method method, CodeWriter writer)
    {
        foreach (var accessor in method.Accessors)
        {
            writer.Blank();
            writer.Line($"/// <summary>The private field <c>{accessor.Field}</c> of the class whose code stands here.</summary>");
            writer.Line(Documentation.Generated);
            writer.Line(Documentation.Hidden);
            writer.Line(
                $"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.StaticField, Name = \"{accessor.Field.TrimStart('@')}\")]");
            writer.Line($"internal static extern ref {accessor.Type} {accessor.Name}({accessor.Holder}? holder);");
        }
    }
}
