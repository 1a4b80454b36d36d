using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

internal static partial class Descriptors
{
    /// <summary>0100–0199: wrong use of an attribute.</summary>
    internal static class Declared
    {
        /// <summary>Arguments: the type.</summary>
        public static readonly DiagnosticDescriptor NotPartial = Error(100, "Type of a differentiable method is not partial",
            "'{0}' must be declared partial because the derivatives are generated into it; add the modifier 'partial'");

        /// <summary>Arguments: the method, the generated member's stem, the other method, what to do.</summary>
        public static readonly DiagnosticDescriptor Clash = Error(101, "Generated members clash",
            "the derivatives of '{0}' and '{2}' would both be named '{1}…'; {3}");

        /// <summary>Arguments: the member.</summary>
        public static readonly DiagnosticDescriptor Existing = Warning(102, "Member is already written by hand",
            "'{0}' is already written by hand, so it is not generated; rename it, or give the method another name with [Differentiable(Name = \"…\")], if the generated one is wanted too");

        /// <summary>Arguments: the method, the order.</summary>
        public static readonly DiagnosticDescriptor InvalidOrder = Error(104, "Order must be 1 or 2",
            "'{0}' asks for derivatives of order {1}, and only orders 1 and 2 exist; use one of them");

        /// <summary>Arguments: what is marked with its article and name ("the operator 'operator +'").</summary>
        public static readonly DiagnosticDescriptor Target = Error(105, "This kind of member cannot be differentiated yet",
            "{0} cannot be [Differentiable] yet; move the computation into an ordinary method and mark that");

        /// <summary>Arguments: the method, what else helps (starts with a comma, or empty).</summary>
        public static readonly DiagnosticDescriptor NoIndependents = Error(106, "Nothing to differentiate with respect to",
            "'{0}' has no parameter to differentiate with respect to; give it a parameter of type double, float, or an array, span or tuple of them, without [NoGradient]{1}");

        /// <summary>Arguments: the method.</summary>
        public static readonly DiagnosticDescriptor NoResult = Error(107, "Nothing to differentiate",
            "'{0}' has no floating-point result to differentiate; return double, float, or a tuple or array of them, or write one to an out or ref parameter");

        /// <summary>Arguments: the method.</summary>
        public static readonly DiagnosticDescriptor NoBody = Error(108, "Method has no body to differentiate",
            "'{0}' has no body to differentiate; mark the method that implements it, or give it a [DerivativeOf] rule");

        /// <summary>Arguments: "async method" or "iterator", the method.</summary>
        public static readonly DiagnosticDescriptor Resumable = Error(109, "Async methods and iterators cannot be differentiated",
            "the {0} '{1}' cannot be differentiated because it runs in pieces; move the computation into an ordinary method and mark that");

        /// <summary>Arguments: the parameter, its type, what helps.</summary>
        public static readonly DiagnosticDescriptor Parameter = Error(110, "Parameter cannot be differentiated",
            "parameter '{0}' has type '{1}', which carries floating-point values that cannot be differentiated yet; {2}");

        /// <summary>Arguments: the method, its result type, what else helps.</summary>
        public static readonly DiagnosticDescriptor Result = Error(111, "Result cannot be differentiated",
            "'{0}' returns '{1}', which carries floating-point values that cannot be differentiated yet; return double, float, a tuple of them, or an array, matrix or jagged array of them{2}");

        /// <summary>Arguments: the method.</summary>
        public static readonly DiagnosticDescriptor ReferenceReturn = Error(113, "Reference returns cannot be differentiated",
            "'{0}' returns by reference, and what is written through it cannot be followed; return the value");

        /// <summary>Arguments: the name.</summary>
        public static readonly DiagnosticDescriptor InvalidName = Error(114, "Name is not an identifier",
            "\"{0}\" cannot start the names of generated members because it is not a C# identifier; choose another Name");

        /// <summary>Arguments: the type, why ("is local to its file").</summary>
        public static readonly DiagnosticDescriptor Container = Error(115, "Type cannot receive generated members",
            "'{0}' {1}, so no members can be generated into it; move the method to an ordinary partial type");

        /// <summary>Arguments: the method.</summary>
        public static readonly DiagnosticDescriptor UnsafeMethod = Error(116, "Unsafe methods cannot be differentiated",
            "'{0}' is unsafe, and memory reached through pointers cannot be followed; use spans");

        /// <summary>Arguments: the method, what it overrides or implements, what to do ("mark it [Differentiable] too").</summary>
        public static readonly DiagnosticDescriptor UnmarkedBody = Error(117, "Body of a differentiable member is not differentiable",
            "'{0}' overrides or implements '{1}', which is [Differentiable], and would have no derivatives of its own; {2}");

        /// <summary>Arguments: the method, what it overrides or implements, how they differ.</summary>
        public static readonly DiagnosticDescriptor DifferentContract = Error(118,
            "Body differs from the differentiable member it stands for",
            "'{0}' cannot stand for '{1}' because {2}; let both agree");

        /// <summary>Arguments: the type, the member, how it is implemented, what to do instead.</summary>
        public static readonly DiagnosticDescriptor Unreachable = Error(119,
            "Body of a differentiable member cannot be reached by its derivatives",
            "'{0}' implements '{1}' {2}, so its derivatives could not be called through the interface; {3}");

        /// <summary>Arguments: the class, its field or base class, why it has no gradient ("has the type …"), what to do.</summary>
        public static readonly DiagnosticDescriptor Field = Error(125, "Field of a differentiable class cannot be differentiated",
            "'{0}' can have no gradient type because '{1}' {2}, and leaving it out would be a silent zero; {3}");

        /// <summary>Arguments: the struct, its field, why it has no gradient ("is memory, …"), what to do.</summary>
        public static readonly DiagnosticDescriptor StructField = Error(126, "Field of a differentiable struct cannot be differentiated",
            "'{0}' can have no gradient type because '{1}' {2}, and leaving it out would be a silent zero; {3}");

        /// <summary>
        /// Arguments: the method, its class, what it overrides or implements, why that knows no gradient of the class, what to do.
        /// </summary>
        public static readonly DiagnosticDescriptor DispatchedObject = Error(129, "Gradient with respect to an object would get lost",
            "'{0}' is called through '{2}', {3}, so no gradient with respect to '{1}' would arrive there; {4}");

        /// <summary>
        /// Arguments: the member, the reason, how its derivatives can be had. A hint: it is differentiated where it is called.
        /// </summary>
        public static readonly DiagnosticDescriptor NoMembers = Hint(130, "Member has no derivatives of its own",
            "'{0}' gets no members of its own because {1}; {2}");

        public static readonly ImmutableArray<DiagnosticDescriptor> All =
        [
            NotPartial, Clash, Existing, InvalidOrder, Target, NoIndependents, NoResult, NoBody, Resumable, Parameter, Result,
            ReferenceReturn, InvalidName, Container, UnsafeMethod, UnmarkedBody, DifferentContract, Unreachable, Field, StructField,
            DispatchedObject, NoMembers,
        ];
    }
}
