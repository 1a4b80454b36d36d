using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Diff.Generators.Diagnostics;

internal static partial class Descriptors
{
    /// <summary>0001–0099: a construct that cannot be differentiated correctly.</summary>
    internal static class Unsupported
    {
        /// <summary>
        /// Arguments: the statement with its article ("a 'lock' statement"), what to do instead ("move it out of the method").
        /// </summary>
        public static readonly DiagnosticDescriptor Statement = Error(1, "Statement cannot be differentiated",
            "{0} cannot be differentiated because its effect on derivatives is not defined; {1}");

        /// <summary>Arguments: the expression with its article ("a query expression"), what to do instead.</summary>
        public static readonly DiagnosticDescriptor Expression = Error(2, "Expression cannot be differentiated",
            "{0} cannot be differentiated because the compiler does not know its derivative; {1}");

        /// <summary>Arguments: the variable or expression, its type, what else to do (starts with a comma, or empty).</summary>
        public static readonly DiagnosticDescriptor Type = Error(3, "Type cannot be differentiated",
            "'{0}' has type '{1}', which carries floating-point values that cannot be differentiated; use double, float, or arrays, spans and tuples of them, or cut the derivative with Gradient.Detach before converting{2}");

        /// <summary>Arguments: the callee.</summary>
        public static readonly DiagnosticDescriptor UnknownCallee = Error(4, "Called method has no derivative",
            "'{0}' has no derivative because it is neither [Differentiable] nor covered by a [DerivativeOf] rule; mark it [Differentiable], write a rule for it, or wrap its arguments in Gradient.Detach");

        /// <summary>Arguments: the field, property, event or array written, what else to do (starts with a comma, or empty).</summary>
        public static readonly DiagnosticDescriptor ActiveFieldWrite = Error(5,
            "Value that depends on an independent is stored outside the method",
            "'{0}' would keep a value that depends on an independent, and the derivative through it would be lost; return the value instead, store Gradient.Detach of it, or mark the field [NoGradient]{1}");

        /// <summary>Arguments: the variable, or the construct.</summary>
        public static readonly DiagnosticDescriptor Catch = Error(6, "Differentiated value is shared by the blocks of a try statement",
            "'{0}' is written in a try statement whose catch or finally block may see it half-way, and how far the block ran is not known when the derivative is computed; move the computation out of the try statement");

        /// <summary>Arguments: the label or case.</summary>
        public static readonly DiagnosticDescriptor Goto = Error(7, "goto cannot be differentiated",
            "'goto {0}' cannot be differentiated because the reverse sweep cannot follow arbitrary jumps; use a loop, break, continue or a flag");

        /// <summary>Arguments: the captured variable, the lambda or local function.</summary>
        public static readonly DiagnosticDescriptor Capture = Error(8, "Differentiated variable is captured",
            "'{0}' is captured by {1}, which may read or write it when the compiler cannot see; pass it as a parameter instead, or capture Gradient.Detach of it");

        /// <summary>Arguments: the callee, the parameter written, the parameter that receives the same memory.</summary>
        public static readonly DiagnosticDescriptor AliasingCall = Error(9, "Arguments of a call overlap",
            "'{0}' writes its parameter '{1}', which shares memory with its argument '{2}', and the derivative would be wrong; copy one of them first");

        /// <summary>Arguments: the generated member, the method it belongs to.</summary>
        public static readonly DiagnosticDescriptor GeneratedMember = Error(10, "Generated member is called inside a differentiated method",
            "'{0}' is generated from '{1}' and cannot be seen while other derivatives are generated; write Gradient.Of({1}, …) or another method of Gradient, or call it outside [Differentiable] methods");

        /// <summary>Arguments: the type parameter, the operation, the interface that gives it.</summary>
        public static readonly DiagnosticDescriptor MissingConstraint = Error(11, "Generic constraint is too loose",
            "'{0}' lacks what the derivative of '{1}' needs; add the constraint '{2}'");

        /// <summary>Arguments: the function (<c>Math.Foo(double)</c>).</summary>
        public static readonly DiagnosticDescriptor NoRule = Error(13, "Function has no derivative rule",
            "'{0}' has no entry in the rule table, so its derivative is not known; write it with other functions, or give it a [DerivativeOf] rule");

        /// <summary>Arguments: the callee.</summary>
        public static readonly DiagnosticDescriptor DynamicDispatch = Error(14, "Virtual call cannot be differentiated",
            "'{0}' is chosen at run time, so its derivative is not known here; mark it [Differentiable], and with it what overrides or implements it, or wrap its arguments in Gradient.Detach");

        /// <summary>Arguments: the callee, the method. A hint: whoever calls the Jvp gets an error.</summary>
        public static readonly DiagnosticDescriptor NoForwardRule = Hint(16, "Custom rule has no forward mode",
            "the rule for '{0}', which has a vector result or may write its buffers, has no companion with the signature of a Jvp, so that '{1}' has no Jvp; add that companion rule if you need it");

        /// <summary>Arguments: the ref local, ref return or ref argument.</summary>
        public static readonly DiagnosticDescriptor Reference = Error(17, "Reference cannot be followed",
            "'{0}' refers to memory that is not seen here, and what is written through it cannot be followed; refer to a variable, to a field of one, or to an element of an array or span, or use a copy");

        /// <summary>Arguments: the construct, the reason.</summary>
        public static readonly DiagnosticDescriptor Unsafe = Error(19, "Unsafe code cannot be differentiated",
            "{0} cannot be differentiated because memory reached through pointers cannot be followed; use spans");

        /// <summary>Arguments: the switch pattern as text.</summary>
        public static readonly DiagnosticDescriptor Pattern = Error(20, "Pattern cannot be differentiated",
            "the pattern '{0}' is not supported on differentiated values; use constant, relational, logical, property or tuple patterns, or an if statement");

        /// <summary>Arguments: the method.</summary>
        public static readonly DiagnosticDescriptor OtherGenerator = Error(21, "Code of another source generator is not visible",
            "'{0}' uses code that another source generator writes, which cannot be seen while derivatives are generated; move what uses it out of the method, or write that code by hand");

        /// <summary>Arguments: the callee.</summary>
        public static readonly DiagnosticDescriptor CalleeOrder = Error(30, "Called method has no second derivatives",
            "'{0}' has first derivatives only, but is called by a method of order 2; mark it [Differentiable(Order = 2)]");

        /// <summary>Arguments: the callee.</summary>
        public static readonly DiagnosticDescriptor RuleOrder = Error(31, "Custom rule has no derivative",
            "the rule for '{0}' cannot be differentiated again, which a method of order 2 needs; give it the form of partials and mark the rule [Differentiable]");

        /// <summary>Arguments: the parameter, the method.</summary>
        public static readonly DiagnosticDescriptor BrokenPromise = Error(44, "Array is written that callers take for read only",
            "parameter '{0}' is written, but '{1}' may be called through a base class or an interface, where arrays of a method that returns a value are taken for read only; make it a Span");

        /// <summary>Arguments: the delegate.</summary>
        public static readonly DiagnosticDescriptor UnknownFunction = Error(45, "Function of a delegate is not known",
            "'{0}' may hold any function, so its derivative is not known here; name the function in this method, or leave a method that gets it as a parameter without a mark and name it where that method is called, or pass an object of an interface with a [Differentiable] method instead");

        /// <summary>Arguments: the operator of LINQ, the reason.</summary>
        public static readonly DiagnosticDescriptor Sequence = Error(46, "Sequence cannot be followed",
            "'{0}' cannot become a loop here because {1}; write the loop, or call ToArray on what can be followed first");

        /// <summary>Arguments: the collection.</summary>
        public static readonly DiagnosticDescriptor Collection = Error(47, "Collection is used as an object",
            "'{0}' is used here as an object, and what becomes of its elements cannot be followed; use its count, its elements and views of it, loop over it, or pass it to a [Differentiable] method");

        /// <summary>Arguments: the method, the exception.</summary>
        public static readonly DiagnosticDescriptor Unforeseen = Error(48, "Compiler failed",
            "'{0}' could not be differentiated because the compiler failed where it should not ({1}); please report this with the method, and write it differently meanwhile");

        /// <summary>Arguments: the callee.</summary>
        public static readonly DiagnosticDescriptor RefusedCallee = Error(49, "Called method could not be given derivatives",
            "'{0}' is [Differentiable] but has no derivatives because of the error at its declaration; correct that first");

        /// <summary>Arguments: the expression, the reason, what to do instead.</summary>
        public static readonly DiagnosticDescriptor LocalObject = Error(50, "Object that the method makes cannot be followed",
            "'{0}' cannot be followed because {1}; {2}");

        /// <summary>Arguments: the member or the code in it, the reason, what to do instead.</summary>
        public static readonly DiagnosticDescriptor Body = Error(51, "Body cannot take the place of a call",
            "the body of '{0}' cannot take the place of its call because {1}; {2}");

        /// <summary>Arguments: the method, the struct, advice.</summary>
        public static readonly DiagnosticDescriptor ConstantReceiver = Error(52, "Method is differentiable on constants only",
            "'{0}' cannot be differentiated with respect to {1}; {2}, or cut the derivative with Gradient.Detach");

        /// <summary>Arguments: the method.</summary>
        public static readonly DiagnosticDescriptor Depth = Error(53, "Code nests too deeply",
            "'{0}' nests code too deeply to be differentiated; keep inner parts in locals, or move them to methods of their own");

        public static readonly ImmutableArray<DiagnosticDescriptor> All =
        [
            Statement, Expression, Type, UnknownCallee, ActiveFieldWrite, Catch, Goto, Capture, AliasingCall, GeneratedMember,
            MissingConstraint, NoRule, DynamicDispatch, NoForwardRule, Reference, Unsafe, Pattern, OtherGenerator, CalleeOrder, RuleOrder,
            BrokenPromise, UnknownFunction, Sequence, Collection, Unforeseen, RefusedCallee, LocalObject, Body, ConstantReceiver, Depth,
        ];
    }
}
