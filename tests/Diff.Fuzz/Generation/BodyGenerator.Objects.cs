using Diff.Fuzz.Language;

namespace Diff.Fuzz.Generation;

sealed partial class BodyGenerator
{
    /// <summary>The interface that the callables have a method of.</summary>
    ObjectOf? Contract => callables.Select(callable => callable.Method.Member?.Owner).OfType<ObjectOf>().FirstOrDefault();

    /// <summary>A field of the class, under another name.</summary>
    public Statement ReadSetting(Setting setting) =>
        new Declare(DeclareLocal(["own"], DataType.Double, Interval.Of(setting.Value), isWritable: false).Variable, setting);

    /// <summary><c>ICurve chosen = x > 1.0 ? curve : Fixed1;</c></summary>
    Statement? DeclareObject()
    {
        if (Contract is not { } contract) return null;
        var value = draw.Chance(0.5) ? AnyObject(contract) : new Conditional(Condition(1), AnyObject(contract), AnyObject(contract));
        return new Declare(DeclareLocal(["chosen", "part"], contract, Ordinary, isWritable: false).Variable, value, Explicit: draw.Chance(0.5));
    }

    Expression AnyObject(ObjectOf contract) => draw.Chance(0.7) && Any(scope.Visible.Where(entry => entry.Variable.Type == contract)) is { } entry
        ? new Read(entry.Variable)
        : new FixedObject(contract, draw.Below(contract.Classes.Count));
}
