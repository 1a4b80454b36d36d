using CsCheck;
using Diff.Fuzz.Language;
using Diff.Fuzz.Printing;
using Diff.Fuzz.Shrinking;

namespace Diff.Fuzz.Generation;

/// <summary>CsCheck generators of programs and of arguments for them.</summary>
public static class Programs
{
    /// <summary>Characters of a program at most: what is longer finds no more, and costs twenty times its length in generated code.</summary>
    const int MostText = 1200;

    /// <summary>What the declarations of types may add.</summary>
    const int MostTextOfTypes = 1000;

    public static Gen<FuzzProgram> Of(string name, Features features) => new FromDraw<FuzzProgram>(draw =>
    {
        while (true)
        {
            var program = Program(draw, name, (features & (Features.Classes | Features.Procedures | Features.Models)) == 0 ? features : Fewer(draw, features));
            var most = MostText + (program.Structs.Count > 0 || program.Contract is not null || program.Classes.Count > 0 || program.Models.Count > 0 ? MostTextOfTypes : 0);
            if (ProgramPrinter.Print(program).Length <= most) return program;
        }
    });

    public static Gen<object[]> ArgumentsFor(Method entry) => new FromDraw<object[]>(draw => ArgumentGenerator.For(entry, draw));

    /// <summary>Programs with objects or procedures have less of the rest, so that there is something of these in them.</summary>
    static Features Fewer(Draw draw, Features features)
    {
        foreach (var feature in new[] { Features.Floats, Features.Tuples, Features.Switches, Features.Patterns, Features.Detach, Features.Checked, Features.Throws, Features.Views, Features.Grids, Features.Rows, Features.Memory, Features.Queries, Features.Lists, Features.Delegates, Features.Dispatch, Features.Recursion, Features.Integers, Features.Functions })
        {
            if (draw.Chance(0.6)) features &= ~feature;
        }

        return features;
    }

    static FuzzProgram Program(Draw draw, string name, Features features)
    {
        var structs = (features & Features.Structs) == 0 ? [] : StructGenerator.Algebras(draw, features);
        var members = new List<Callable>();
        foreach (var algebra in structs)
        {
            if (draw.Chance(0.6)) members.Add(new MethodGenerator(draw, features, [.. members], structs).Member(algebra.Type, "Turn"));
        }

        var classes = (features & Features.Classes) == 0 ? [] : ClassGenerator.Classes(draw, features, structs);
        foreach (var type in classes)
        {
            foreach (var member in new[] { "Move", "Weigh" }.Take(draw.Between(0, 2))) members.Add(new MethodGenerator(draw, features, [.. members], structs, classes).Member(type, member));
        }

        var models = (features & Features.Models) == 0 ? [] : ModelGenerator.Models(draw, features, structs);
        var (callables, bodiesOfModels) = models.Count == 0 ? ([], []) : ModelGenerator.Members(draw, features, structs, models);
        var contract = (features & Features.Dispatch) != 0 && draw.Chance(0.1) ? ObjectGenerator.Contract(draw) : null;
        var bodies = contract is null ? [] : ObjectGenerator.Bodies(contract, draw, features);
        var helpers = new List<Callable>([.. members, .. callables]);
        if (contract is not null) helpers.Add(ObjectGenerator.Dispatched(contract, bodies[0]));
        var count = (features & Features.Calls) == 0 ? 0 : draw.Pick([0, 0, 0, 1, 1, 2]);
        if ((features & Features.Nested) != 0) count = Math.Max(count, 1);
        for (var k = 0; k < count; k++) helpers.Add(new MethodGenerator(draw, features, [.. helpers], structs, classes).Helper(k == 0 ? "G" : "H"));
        var entry = new MethodGenerator(draw, features, helpers, structs, classes, models).Entry("F", draw.Chance(0.7) ? contract : null);
        Method[] methods = [entry.Method, .. helpers.Select(helper => helper.Method).Where(helper => helper.Member?.Owner is not (ObjectOf or ModelOf)), .. bodiesOfModels, .. bodies.Select(body => body.Method)];
        return new(name, [.. methods, .. Used(structs, methods)]) { Structs = [.. structs.Select(algebra => algebra.Type)], Contract = contract, Classes = classes, Models = models, HasProcedures = (features & Features.Procedures) != 0 };
    }

    /// <summary>The members of structs that are called, from outside or by each other; what nobody calls would only cost time.</summary>
    static IEnumerable<Method> Used(IReadOnlyList<Algebra> structs, IEnumerable<Method> callers)
    {
        var members = structs.SelectMany(algebra => algebra.Members).ToDictionary(member => member.Name);
        var open = new Queue<Method>(callers);
        while (open.Count > 0)
        {
            foreach (var called in Called(open.Dequeue().Body))
            {
                if (!members.Remove(called, out var member)) continue;
                open.Enqueue(member);
                yield return member;
            }
        }
    }

    static IEnumerable<string> Called(Node node)
    {
        IEnumerable<string> here = node switch { Invoke call => [call.Method], Update update => [update.Method], _ => [] };
        return here.Concat(Trees.Inside(node).SelectMany(Called));
    }

    sealed class FromDraw<T>(Func<Draw, T> make) : Gen<T>
    {
        public override T Generate(PCG random, Size? min, out Size size)
        {
            size = new(0);
            return make(new Draw(random));
        }
    }
}
