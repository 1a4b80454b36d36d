using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

internal static partial class Descriptors
{
    /// <summary>0300–0399: custom rules.</summary>
    internal static class Rules
    {
        /// <summary>Arguments: the rule, the target, the expected signatures.</summary>
        public static readonly DiagnosticDescriptor Signature = Error(300, "Rule has the wrong signature",
            "'{0}' does not have the signature of a derivative of '{1}'; expected {2}");

        /// <summary>Arguments: the type, the method name.</summary>
        public static readonly DiagnosticDescriptor Target = Error(301, "Rule has no target",
            "'{0}' has no method '{1}' with floating-point parameters that this rule could be the derivative of; check the name and the parameter types");

        /// <summary>Arguments: the target, the other rule.</summary>
        public static readonly DiagnosticDescriptor Duplicate = Error(302, "Method has two rules",
            "'{0}' already has the derivative rule '{1}', and only one can be used; remove one of them");

        /// <summary>Arguments: the rule.</summary>
        public static readonly DiagnosticDescriptor NotCallable = Error(303, "Rule cannot be called by generated code",
            "'{0}' must be a static, non-generic method, private or at least internal, in a type that is at least internal, because generated code calls it; change its declaration");

        /// <summary>Arguments: the target.</summary>
        public static readonly DiagnosticDescriptor AlreadyDifferentiable = Error(304, "Rule for a method that is [Differentiable]",
            "'{0}' is [Differentiable] and has generated derivatives, so the rule would never be used; remove the rule or the [Differentiable] attribute");

        public static readonly ImmutableArray<DiagnosticDescriptor> All = [Signature, Target, Duplicate, NotCallable,
            AlreadyDifferentiable];
    }
}
