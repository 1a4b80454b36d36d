using Diff.Generators.Emit.Members;
using Diff.Generators.Ir;

namespace Diff.Generators.Emit;

/// <summary>
/// Emits how a marked class and its gradient type implement marked interfaces and theirs: by their own members, once the gradient is seen
/// as what it is.
/// <code>
/// void ILayerGradient.AddScaled(double scale, ILayerGradient other) => AddScaled(scale, Misfit.As&lt;DenseGradient&gt;(other, GetType(), "other"));
/// </code>
/// </summary>
internal sealed class ImplementationEmitter(GradientClass type, CodeWriter writer)
{
    private string T => type.Scalar.Name;

    /// <summary>Those of the gradient type.</summary>
    public void OfGradient()
    {
        foreach (var implemented in type.Interfaces)
        {
            Member($"void {implemented.Gradient}.AddScaled({T} scale, {implemented.Gradient} other)", $"AddScaled(scale, {Own("other")})");
            Member($"{T} {implemented.Gradient}.Dot({implemented.Gradient} other)", $"Dot({Own("other")})");
            Member($"{implemented.Gradient} {implemented.Gradient}.{GradientHome.Zero}()", $"{GradientHome.Zero}()");
            Member($"global::Diff.Misfit? {implemented.Gradient}.{GradientClassEmitter.Compared}({implemented.Gradient} gradient)",
                Misfit("GetType()"));
        }
    }

    /// <summary>Those of the class.</summary>
    public void OfClass()
    {
        foreach (var (implemented, gradient) in type.Interfaces.Select(implemented => (implemented.Type, implemented.Gradient)))
        {
            Member($"{gradient} {implemented}.{GradientHome.Zero}()", $"{GradientHome.Zero}()");
            Member($"public void {ObjectAccessEmitter.Require}({gradient} gradient, string name)",
                $"global::Diff.Misfit.Refuse({GradientClassEmitter.Compared}(gradient), name)");
            Member($"public global::Diff.Misfit? {GradientClassEmitter.Compared}({gradient} gradient)",
                Misfit($"{GradientHome.Zero}().GetType()"));
            Member($"void {implemented}.{ObjectAccessEmitter.Copied}({gradient} parameters)",
                $"{ObjectAccessEmitter.Copied}(({type.Common})parameters)");
            Member($"void {implemented}.{ObjectAccessEmitter.Added}({gradient} gradient, {T} scale)",
                type.IsAssignable ? $"{ObjectAccessEmitter.Added}(({type.Common})gradient, scale)" : type.Unassignable);
            Member($"void {implemented}.{ObjectAccessEmitter.Assigned}({gradient} gradient)",
                type.IsAssignable ? $"{ObjectAccessEmitter.Assigned}(({type.Common})gradient)" : type.Unassignable);
        }
    }

    private string Own(string gradient) => $"global::Diff.Misfit.As<{type.Common}>({gradient}, GetType(), \"{gradient}\")";

    private string Misfit(string expected) =>
        $"gradient is {type.Common} own ? {GradientClassEmitter.Compared}(own) : global::Diff.Misfit.Class(gradient, {expected})";

    private void Member(string head, string value)
    {
        writer.Blank();
        writer.Line(Documentation.Generated);
        writer.Line(Documentation.Hidden);
        writer.Line($"{head} => {value};");
    }
}
