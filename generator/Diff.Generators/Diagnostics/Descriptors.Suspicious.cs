using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

internal static partial class Descriptors
{
    /// <summary>0200–0299: legal, but probably not what was meant.</summary>
    internal static class Suspicious
    {
        /// <summary>Arguments: the converted expression.</summary>
        public static readonly DiagnosticDescriptor RoundTrip = Warning(200, "Derivative is lost in a conversion to an integer",
            "'{0}' passes through an integer on its way to the result, so its derivative is zero there; wrap it in Gradient.Detach if that is meant");

        /// <summary>Arguments: the comparison.</summary>
        public static readonly DiagnosticDescriptor Equality = Warning(201, "Branch on exact equality",
            "'{0}' compares a differentiated value for equality, and the derivative of the branch taken at that single point rarely is the derivative of the function; compare with a tolerance");

        /// <summary>Arguments: the parameter, the method.</summary>
        public static readonly DiagnosticDescriptor Unused = Warning(202, "Parameter never reaches the result",
            "parameter '{0}' never reaches the result of '{1}', so its gradient is always zero; use it, remove it, or mark it [NoGradient]");

        public static readonly ImmutableArray<DiagnosticDescriptor> All = [RoundTrip, Equality, Unused];
    }
}
