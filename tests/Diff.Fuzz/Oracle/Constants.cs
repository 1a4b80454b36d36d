using Diff.Fuzz.Language;
using Convert = Diff.Fuzz.Language.Convert;

namespace Diff.Fuzz.Oracle;

/// <summary>What C# calls a constant expression.</summary>
static class Constants
{
    public static bool IsConstant(Expression expression) => expression switch
    {
        Literal => true,
        Read read => read.Variable.IsConstant,
        Negate negate => IsConstant(negate.Operand),
        Convert convert => IsConstant(convert.Operand),
        CheckedContext context => IsConstant(context.Operand),
        Binary binary => IsConstant(binary.Left) && IsConstant(binary.Right),
        Conditional choice => IsConstant(choice.Condition) && IsConstant(choice.WhenTrue) && IsConstant(choice.WhenFalse),
        _ => false,
    };
}
