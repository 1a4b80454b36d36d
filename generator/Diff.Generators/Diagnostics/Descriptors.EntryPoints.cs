using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

internal static partial class Descriptors
{
    /// <summary>0032–0035 and 0120–0124: calls of <c>Gradient.Of</c> and the like.</summary>
    internal static class EntryPoints
    {
        /// <summary>Arguments: the function, the entry point.</summary>
        public static readonly DiagnosticDescriptor Order = Error(32, "Function has no second derivatives",
            "'{0}' has first derivatives only, but {1} needs second ones; mark it [Differentiable(Order = 2)]");

        /// <summary>Arguments: the entry point, what else to do.</summary>
        public static readonly DiagnosticDescriptor ThirdOrder = Error(33, "Third derivatives are not supported",
            "{0} would need third derivatives of its function here, and two is as far as it goes; take it outside, {1}");

        /// <summary>Arguments: the entry point, the reason, what to do instead.</summary>
        public static readonly DiagnosticDescriptor NotReplaced = Error(34, "Call could not be replaced by generated code",
            "{0} {1}; {2}");

        /// <summary>Arguments: the entry point, the reason, what to do instead.</summary>
        public static readonly DiagnosticDescriptor Nested = Error(35, "Derivative cannot be differentiated again",
            "{0} cannot be differentiated again because {1}; {2}");

        /// <summary>Arguments: the function.</summary>
        public static readonly DiagnosticDescriptor Unmarked = Error(120, "Function is not differentiable",
            "'{0}' has no derivative because it is not [Differentiable]; mark it, or pass a lambda with the formula");

        /// <summary>Arguments: the function.</summary>
        public static readonly DiagnosticDescriptor NotSeen = Error(121, "Function is not known when the call is compiled",
            "'{0}' cannot be differentiated because only at run time is it known which method it is; pass a static method by its name or a lambda, and an object that it needs as a further argument");

        /// <summary>Arguments: the captured variable.</summary>
        public static readonly DiagnosticDescriptor Capture = Error(122, "Differentiated function captures a variable",
            "'{0}' is captured by the function, where generated code cannot read it; add a parameter for it, and pass it as a further argument");

        /// <summary>Arguments: what cannot be named, why, what to do instead.</summary>
        public static readonly DiagnosticDescriptor Unnamable = Error(123, "Generated code cannot name what the call needs",
            "'{0}' {1}; {2}");

        /// <summary>Arguments: the entry point, the function, the reason, what to do instead.</summary>
        public static readonly DiagnosticDescriptor Missing = Error(124, "Function does not have this derivative",
            "{0} cannot be taken of '{1}' because {2}; {3}");

        public static readonly ImmutableArray<DiagnosticDescriptor> All = [Order, ThirdOrder, NotReplaced, Nested, Unmarked, NotSeen,
            Capture, Unnamable, Missing];
    }
}
