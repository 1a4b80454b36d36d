using System.Text;
using Diff.Fuzz.Language;
using static Diff.Fuzz.Printing.ExpressionPrinter;

namespace Diff.Fuzz.Printing;

/// <summary>A program as one static partial class.</summary>
public sealed class ProgramPrinter
{
    readonly StringBuilder text = new();
    int depth;

    ProgramPrinter()
    {
    }

    public static string Print(FuzzProgram program)
    {
        var printer = new ProgramPrinter();
        printer.Line($"public static partial class {program.Name}");
        printer.Line("{");
        printer.depth++;
        foreach (var declared in program.Structs) printer.Write(declared, program);
        foreach (var declared in program.Models) printer.Write(declared, program);
        foreach (var declared in program.Classes) printer.Write(declared, program);
        if (program.Contract is { } contract) printer.Write(contract, program);
        foreach (var method in program.Methods.Where(method => method.Member is null)) printer.Write(method, method == program.Entry ? program.Order : OrderOfOthers(program));
        printer.depth--;
        printer.Line("}");
        return printer.text.ToString();
    }

    public static string Declaration(Parameter parameter)
    {
        var mode = parameter.Mode switch { PassMode.In => "in ", PassMode.Ref => "ref ", PassMode.Out => "out ", _ => "" };
        return $"{(parameter.IsNoGradient ? "[NoGradient] " : "")}{mode}{parameter.Type.Text} {parameter.Name}";
    }

    /// <summary>One attribute on the struct marks its members.</summary>
    void Write(StructOf declared, FuzzProgram program)
    {
        Line(Mark(OrderOfOthers(program)));
        Line(StructPrinter.Head(declared));
        Line("{");
        depth++;
        foreach (var line in StructPrinter.Fields(declared)) Line(line);
        foreach (var method in program.Methods.Where(method => method.Member?.Owner == declared)) WriteBody(method, StructPrinter.Head(method));
        depth--;
        Line("}");
    }

    /// <summary>One attribute marks the members.</summary>
    void Write(ModelOf declared, FuzzProgram program)
    {
        Line(Mark(OrderOfOthers(program)));
        Line(ModelPrinter.Head(declared));
        Line("{");
        depth++;
        foreach (var line in ModelPrinter.Fields(declared)) Line(line);
        foreach (var method in program.Methods.Where(method => declared.Equals(method.Member?.Owner)))
        {
            if (method.IsAbstract) Line($"{ModelPrinter.Head(method)}{(method.Member is { Form: MemberForm.Property } ? " { get; }" : ";")}");
            else WriteBody(method, ModelPrinter.Head(method));
        }

        depth--;
        Line("}");
    }

    void Write(ClassOf declared, FuzzProgram program)
    {
        var members = program.Methods.Where(method => declared.Equals(method.Member?.Owner)).ToArray();
        if (declared.Form == ClassForm.Record && members.Length == 0)
        {
            Line($"{ClassPrinter.Head(declared)};");
            return;
        }

        Line(ClassPrinter.Head(declared));
        Line("{");
        depth++;
        foreach (var line in ClassPrinter.Fields(declared)) Line(line);
        foreach (var method in members) WriteBody(method, StructPrinter.Head(method));
        depth--;
        Line("}");
    }

    /// <summary>The contract, its classes, and a static field for an object of each.</summary>
    void Write(ObjectOf contract, FuzzProgram program)
    {
        var bodies = program.Methods.Where(method => method.Member?.Owner is ObjectOf).ToArray();
        if (bodies.Length == 0) return;
        Line(ObjectPrinter.Head(contract));
        Line("{");
        depth++;
        Line(Mark(OrderOfOthers(program)));
        Line(ObjectPrinter.Declaration(contract, bodies[0]));
        depth--;
        Line("}");
        foreach (var (position, body) in bodies.Index())
        {
            var type = (ObjectOf)body.Member!.Owner;
            Line($"private static readonly {contract.Name} {new FixedObject(contract, position).Name} = new {type.Name}();");
            Line($"public sealed partial class {type.Name} : {contract.Name}");
            Line("{");
            depth++;
            foreach (var setting in ObjectPrinter.Settings(body)) Line($"private readonly double {setting.Name} = {ExpressionPrinter.Print(Numbers(setting))};");
            Line(Mark(OrderOfOthers(program)));
            WriteBody(body, ObjectPrinter.Head(contract, body));
            depth--;
            Line("}");
        }

        static Literal Numbers(Setting setting) => new(Kind.Double, setting.Value);
    }

    static int OrderOfOthers(FuzzProgram program) => program.IsNested ? 2 : program.Order;

    static string Mark(int order) => order == 1 ? "[Differentiable]" : $"[Differentiable(Order = {order})]";

    void Write(Method method, int order)
    {
        if (method.IsMarked) Line(Mark(order));
        WriteBody(method, $"public static {method.Result?.Text ?? "void"} {method.Name}({string.Join(", ", method.Parameters.Select(Declaration))})");
    }

    void WriteBody(Method method, string head)
    {
        if (method.Body.Statements is [Return { Value: { } value }])
        {
            Line($"{head} => {ExpressionPrinter.Print(value)};");
            return;
        }

        Line(head);
        Write(method.Member is { Form: MemberForm.Property } ? new Block([new Getter(method.Body)]) : method.Body);
    }

    /// <summary>The body of a property, inside the braces of the property.</summary>
    sealed record Getter(Block Body) : Statement;

    void Write(Statement statement)
    {
        switch (statement)
        {
            case Declare declare:
                var isExplicit = declare.Explicit || declare.Variable.Type is BufferOf or FunctionOf or ClassOf { IsNullable: true };
                var head = declare.Variable.IsConstant ? $"const {declare.Variable.Type.Text}" : isExplicit ? declare.Variable.Type.Text : "var";
                Line($"{head} {declare.Variable.Name} = {ExpressionPrinter.Print(declare.Value)};");
                break;
            case DeclareReference declare:
                Line($"ref var {declare.Variable.Name} = ref {ExpressionPrinter.Print(declare.Place)};");
                break;
            case Do action:
                Line($"{ExpressionPrinter.Print(action.Expression)};");
                break;
            case Unpack unpack:
                Line($"({string.Join(", ", unpack.Targets.Select(Print))}) = {ExpressionPrinter.Print(unpack.Value)};");
                break;
            case BufferCall call:
                Line($"{Print(call)};");
                break;
            case ListCall call:
                Line($"{ExpressionPrinter.Print(call.List)}.{call.Action}({ExpressionPrinter.List(call.Arguments)});");
                break;
            case LocalFunction function:
                var parameters = string.Join(", ", function.Value.Parameters.Select(parameter => $"{parameter.Type.Text} {parameter.Name}"));
                Line($"double {function.Variable.Name}({parameters}) => {ExpressionPrinter.Print(function.Value.Body)};");
                break;
            case If choice:
                Line($"if ({ExpressionPrinter.Print(choice.Condition)})");
                WriteNested(choice.Then);
                if (choice.Else is null) break;
                Line("else");
                WriteNested(choice.Else);
                break;
            case For loop:
                var start = $"var {loop.Index.Name} = {ExpressionPrinter.Print(loop.From)}";
                Line($"for ({start}; {ExpressionPrinter.Print(loop.Condition)}; {ExpressionPrinter.Print(loop.Step)})");
                WriteNested(loop.Body);
                break;
            case While loop:
                Line($"while ({ExpressionPrinter.Print(loop.Condition)})");
                WriteNested(loop.Body);
                break;
            case DoWhile loop:
                Line("do");
                Write(loop.Body);
                Line($"while ({ExpressionPrinter.Print(loop.Condition)});");
                break;
            case ForEach loop:
                var element = $"{(loop.ByReference ? "ref " : "")}var {loop.Element.Name}";
                Line($"foreach ({element} in {ExpressionPrinter.Print(loop.Buffer)})");
                WriteNested(loop.Body);
                break;
            case Procedure procedure:
                Write(procedure);
                break;
            case IfPresent choice:
                Line($"if ({ExpressionPrinter.Print(choice.Operand)} is {{ }} {choice.Found.Name})");
                WriteNested(choice.Then);
                if (choice.Else is null) break;
                Line("else");
                WriteNested(choice.Else);
                break;
            case Walk walk:
                var node = walk.Node.Name;
                Line($"for (var {node} = {ExpressionPrinter.Print(walk.From)}; {node} != null; {node} = {node}.{walk.Next.Name})");
                WriteNested(walk.Body);
                break;
            case Switch choice:
                Write(choice);
                break;
            case Break:
                Line("break;");
                break;
            case Continue:
                Line("continue;");
                break;
            case Return result:
                Line(result.Value is null ? "return;" : $"return {ExpressionPrinter.Print(result.Value)};");
                break;
            case ThrowStatement:
                Line("throw new InvalidOperationException();");
                break;
            case Block block:
                Line("{");
                depth++;
                foreach (var inner in block.Statements) Write(inner);
                depth--;
                Line("}");
                break;
            case Getter getter:
                Line("get");
                Write(getter.Body);
                break;
            case CheckedBlock block:
                Line(block.IsChecked ? "checked" : "unchecked");
                Write(block.Body);
                break;
            case TryFinally attempt:
                Line("try");
                Write(attempt.Body);
                Line("finally");
                Write(attempt.Finally);
                break;
            default:
                throw new NotSupportedException(statement.GetType().Name);
        }
    }

    void Write(Procedure procedure)
    {
        var parameters = string.Join(", ", procedure.Parameters.Select(parameter => $"double {parameter.Name}"));
        if (!procedure.IsDelegate) Line($"{procedure.Result?.Text ?? "void"} {procedure.Variable.Name}({parameters})");
        else Line($"{procedure.Variable.Type.Text} {procedure.Variable.Name} = ({parameters}) =>");
        Write(procedure.Body);
        if (procedure.IsDelegate) Line(";");
    }

    void Write(Switch choice)
    {
        Line($"switch ({ExpressionPrinter.Print(choice.Subject)})");
        Line("{");
        depth++;
        foreach (var section in choice.Sections)
        {
            var guard = section.Guard is null ? "" : $" when {ExpressionPrinter.Print(section.Guard)}";
            foreach (var pattern in section.Patterns) Line(pattern is null ? "default:" : $"case {PatternPrinter.Print(pattern)}{guard}:");
            depth++;
            foreach (var statement in section.Body.Statements) Write(statement);
            depth--;
        }

        depth--;
        Line("}");
    }

    /// <summary>A single simple statement needs no braces; declarations, ifs and loops keep them.</summary>
    void WriteNested(Statement statement)
    {
        switch (statement)
        {
            case Block { Statements: [Do or Unpack or Break or Continue or Return or ThrowStatement] } block:
                depth++;
                Write(block.Statements[0]);
                depth--;
                break;
            case Block:
                Write(statement);
                break;
            default:
                depth++;
                Write(statement);
                depth--;
                break;
        }
    }

    static string Print(Target target) => target switch
    {
        { Declared: { } declared } => $"var {declared.Name}",
        { Place: { } place } => ExpressionPrinter.Print(place),
        _ => "_",
    };

    static string Print(BufferCall call)
    {
        var arguments = call.Arguments.Select(ExpressionPrinter.Print).ToArray();
        return call.Action switch
        {
            BufferAction.ArrayFill => $"Array.Fill({string.Join(", ", arguments)})",
            BufferAction.ArrayCopy => $"Array.Copy({string.Join(", ", arguments)})",
            _ => $"{arguments[0]}.{call.Action}({string.Join(", ", arguments[1..])})",
        };
    }

    void Line(string line) => text.Append(' ', 4 * depth).Append(line).Append('\n');
}
