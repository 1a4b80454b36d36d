using CsCheck;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

/// <summary>CsCheck generators of programs and of arguments for them.</summary>
public static class Programs
{
    public static Gen<FuzzProgram> Of(string name, Features features) => new FromDraw<FuzzProgram>(draw => Program(draw, name, features));

    public static Gen<object[]> ArgumentsFor(Method entry) => new FromDraw<object[]>(draw => ArgumentGenerator.For(entry, draw));

    static FuzzProgram Program(Draw draw, string name, Features features)
    {
        var helpers = new List<Callable>();
        var count = (features & Features.Calls) == 0 ? 0 : draw.Pick([0, 0, 1, 1, 2]);
        for (var k = 0; k < count; k++) helpers.Add(new MethodGenerator(draw, features, [.. helpers]).Helper(k == 0 ? "G" : "H"));
        var entry = new MethodGenerator(draw, features, helpers).Entry("F");
        return new(name, [entry.Method, .. helpers.Select(helper => helper.Method)]);
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
