using System.Text;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Harness;

/// <summary>Prints, per program, the C# that calls the entry and its generated members with flat numbers in and out.</summary>
sealed class HarnessPrinter
{
    readonly StringBuilder text = new();
    readonly FuzzProgram program;
    readonly Method entry;
    readonly Parameter[] written;
    readonly Parameter[] accumulated;

    HarnessPrinter(FuzzProgram program)
    {
        this.program = program;
        entry = program.Entry;
        written = [.. entry.Parameters.Where(parameter => parameter.IsWritten)];
        accumulated = [.. entry.Parameters.Where(parameter => parameter.IsIndependent && !parameter.IsWritten)];
    }

    bool HasGradient => entry.Result is Scalar && written.Length == 0;

    public static string Print(FuzzProgram program, bool withDerivatives)
    {
        var printer = new HarnessPrinter(program);
        printer.text.Append($"using Diff.Fuzz.Harness;\nusing static {program.Name};\npublic static class {program.Name}Harness\n{{\n");
        foreach (var member in Enum.GetValues<Member>())
        {
            if (member == Member.Primal || withDerivatives && printer.Has(member)) printer.Write(member);
        }

        return printer.text.Append("}\n").ToString();
    }

    bool Has(Member member) => member switch
    {
        Member.Gradient or Member.ValueAndGradient => HasGradient,
        Member.ValueAndGradientInto => HasGradient && accumulated.Any(parameter => IsFilled(parameter.Type)),
        Member.Jacobian => !HasGradient,
        Member.Hvp or Member.Hessian => HasGradient && program.Order == 2,
        _ => true,
    };

    void Write(Member member)
    {
        text.Append($"    public static double[] {member}(double[] arguments, double[] extra)\n    {{\n");
        Line("var s = new ArgumentReader(arguments); var e = new ArgumentReader(extra); var o = new ResultWriter();");
        foreach (var parameter in entry.Parameters) Line($"var {Local(parameter)} = {Read("s", parameter.Type)};");
        switch (member)
        {
            case Member.Primal:
                Line($"{(entry.Result is null ? "" : "var value = ")}{Call("")};");
                AddOutputs("value");
                break;
            case Member.Gradient:
                Line($"var gradient = {Call("Gradient")};");
                AddGradient("gradient");
                break;
            case Member.ValueAndGradient:
                Line($"var both = {Call("ValueAndGradient")};");
                AddOutputs("both.Value");
                AddGradient("both.Gradient");
                break;
            case Member.ValueAndGradientInto:
                WriteInto();
                break;
            case Member.Vjp:
                ReadWeights();
                Line($"{(entry.Result is null ? "" : "var value = ")}{Call("Vjp", [.. WeightArguments(), .. AccumulatorArguments()])};");
                AddOutputs("value");
                foreach (var parameter in written) Add(parameter.Type, $"{Local(parameter)}Weight");
                foreach (var parameter in accumulated) Add(parameter.Type, $"{Local(parameter)}Gradient");
                break;
            case Member.Jvp:
                WriteJvp();
                break;
            case Member.Pullback:
                WritePullback();
                break;
            case Member.Jacobian or Member.Hessian:
                Line($"o.Add({Call(member.ToString())});");
                break;
            case Member.Hvp:
                foreach (var parameter in accumulated) DeclareLike(parameter, "Direction");
                Line($"var product = {Call("Hvp", accumulated.Select(parameter => $"{Local(parameter)}Direction"))};");
                AddGradient("product");
                break;
        }

        Line("return o.ToArray();");
        text.Append("    }\n");
    }

    void WriteInto()
    {
        foreach (var parameter in accumulated.Where(parameter => IsFilled(parameter.Type))) DeclareLike(parameter, "Gradient");

        var results = accumulated.Select(parameter => IsFilled(parameter.Type) ? $"{Local(parameter)}Gradient" : $"out var {Local(parameter)}Gradient");
        Line($"var value = {Call("ValueAndGradient", results)};");
        AddOutputs("value");
        foreach (var parameter in accumulated) Add(parameter.Type, $"{Local(parameter)}Gradient");
    }

    void WriteJvp()
    {
        var tangents = entry.Parameters.Where(parameter => parameter.IsIndependent || parameter.IsWritten).ToArray();
        foreach (var parameter in tangents.Where(parameter => parameter.Mode != PassMode.Out)) DeclareLike(parameter, "Tangent");
        var arguments = tangents.Select(parameter => $"{Mode(parameter.Mode == PassMode.In ? PassMode.Value : parameter.Mode)}{(parameter.Mode == PassMode.Out ? "var " : "")}{Local(parameter)}Tangent");
        Line($"{(entry.Result is null ? "" : "var both = ")}{Call("Jvp", arguments)};");
        AddOutputs("both.Value");
        if (entry.Result is not null) Add(entry.Result, "both.Tangent");
        foreach (var parameter in written) Add(parameter.Type, $"{Local(parameter)}Tangent");
    }

    void WritePullback()
    {
        Line($"using var pullback = {Call("WithPullback")};");
        AddOutputs("pullback.Value");
        for (var round = 0; round < 3; round++)
        {
            text.Append("        {\n");
            Line("e = new ArgumentReader(extra);");
            ReadWeights();
            if (round < 2)
            {
                Line($"var gradient = pullback.Gradient({string.Join(", ", WeightArguments())});");
                AddGradient("gradient");
            }
            else
            {
                Line($"pullback.AddGradient({string.Join(", ", [.. WeightArguments(), .. AccumulatorArguments()])});");
                foreach (var parameter in accumulated) Add(parameter.Type, $"{Local(parameter)}Gradient");
            }

            foreach (var parameter in written) Add(parameter.Type, $"{Local(parameter)}Weight");
            text.Append("        }\n");
        }
    }

    void ReadWeights()
    {
        if (entry.Result is BufferOf array) Line($"var weight = e.{array.Element}s({Method.ResultLength});");
        else if (entry.Result is not null) Line($"var weight = {Read("e", entry.Result)};");
        foreach (var parameter in written) DeclareLike(parameter, "Weight");
        foreach (var parameter in accumulated) DeclareLike(parameter, "Gradient");
    }

    IEnumerable<string> WeightArguments()
    {
        if (entry.Result is not null) yield return "weight";
        foreach (var parameter in written) yield return $"{(parameter.Type is BufferOf ? "" : "ref ")}{Local(parameter)}Weight";
    }

    IEnumerable<string> AccumulatorArguments() =>
        accumulated.Select(parameter => $"{(IsFilled(parameter.Type) ? "" : "ref ")}{Local(parameter)}Gradient");

    /// <summary>Tuple elements of a gradient are named as the parameters; a single one stands alone.</summary>
    void AddGradient(string gradient)
    {
        foreach (var parameter in accumulated) Add(parameter.Type, accumulated.Length == 1 ? gradient : $"{gradient}.@{parameter.Name}");
    }

    void AddOutputs(string value)
    {
        if (entry.Result is not null) Add(entry.Result, value);
        foreach (var parameter in written) Add(parameter.Type, Local(parameter));
    }

    void Add(DataType type, string expression)
    {
        switch (type)
        {
            case TupleOf tuple:
                for (var k = 0; k < tuple.Elements.Count; k++) Add(tuple.Elements[k], $"{expression}.Item{k + 1}");
                break;
            case StructOf record:
                foreach (var field in record.Fields) Add(field.Type, $"{expression}.{field.Name}");
                break;
            case ModelOf:
                Line($"{{ var flat = new double[{expression}.Count]; {expression}.CopyTo(flat); o.Add(flat); }}");
                break;
            case BufferOf { Item: StructOf record }:
                Line($"foreach (var item in {expression})");
                Line("{");
                Add(record, "item");
                Line("}");
                break;
            default:
                Line($"o.Add({expression});");
                break;
        }
    }

    string Call(string member, IEnumerable<string>? further = null)
    {
        var passed = entry.Member is null ? entry.Parameters : entry.Parameters.Skip(1);
        var arguments = passed.Select(parameter => $"{Mode(parameter.Mode)}{Local(parameter)}").Concat(further ?? []);
        return $"{(entry.Member is null ? program.Name : "this_")}.{entry.Name}{member}({string.Join(", ", arguments)})";
    }

    static string Mode(PassMode mode) => mode switch { PassMode.Ref => "ref ", PassMode.Out => "out ", _ => "" };

    static string Local(Parameter parameter) => $"{parameter.Name}_";

    /// <summary>What is passed to be filled.</summary>
    static bool IsFilled(DataType type) => type is BufferOf or ModelOf;

    /// <summary>Numbers in the shape of a parameter: for an object by way of its flat vector.</summary>
    void DeclareLike(Parameter parameter, string suffix)
    {
        var name = $"{Local(parameter)}{suffix}";
        if (parameter.Type is not ModelOf model)
        {
            Line($"var {name} = {ReadLike(parameter)};");
            return;
        }

        Line($"var {name} = {model.Name}Gradient.Zero({Local(parameter)});");
        Line($"{name}.FromSpan(e.Doubles({name}.Count));");
    }

    static string ReadLike(Parameter parameter) => parameter.Type switch
    {
        BufferOf { Item: StructOf record } => $"e.Items({Local(parameter)}.Length, () => {Read("e", record)})",
        BufferOf => $"e.Like({Local(parameter)})",
        _ => Read("e", parameter.Type),
    };

    static string Read(string stream, DataType type) => type switch
    {
        TupleOf tuple => $"({string.Join(", ", tuple.Elements.Select(element => Read(stream, element)))})",
        StructOf record => $"new {record.Name} {{ {string.Join(", ", record.Fields.Select(field => $"{field.Name} = {Read(stream, field.Type)}"))} }}",
        BufferOf { Item: StructOf or ModelOf } buffer => $"{stream}.Items({stream}.Int(), () => {Read(stream, buffer.Item)})",
        ModelOf { Classes.Count: > 0 } open => $"({stream}.Int() == 0 ? ({open.Name}){Read(stream, open.Classes[0])} : {Read(stream, open.Classes[1])})",
        ModelOf model => $"new {model.Name}({string.Join(", ", model.Fields.Select(field => Read(stream, field.Type)))})",
        Scalar scalar => $"{stream}.{scalar.Kind}()",
        ObjectOf contract => $"({stream}.Int() == 0 ? ({contract.Name})new {contract.Classes[0].Name}() : new {contract.Classes[1].Name}())",
        BufferOf { Shape: BufferShape.Matrix } buffer => $"{stream}.{buffer.Element}Grid()",
        BufferOf { Shape: BufferShape.Jagged } buffer => $"{stream}.{buffer.Element}Rows()",
        BufferOf buffer => $"{stream}.{buffer.Element}s()",
        _ => throw new NotSupportedException(type.Text),
    };

    void Line(string line) => text.Append("        ").Append(line).Append('\n');
}
