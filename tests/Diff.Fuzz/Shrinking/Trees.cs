using System.Collections;
using System.Reflection;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Shrinking;

/// <summary>A node inside a tree, and how to build the tree with another node in its place.</summary>
sealed record Place(Node Node, Func<Node, Node> Rebuild);

/// <summary>Walks and rebuilds the records of the language by their constructor parameters.</summary>
static class Trees
{
    public static IEnumerable<Place> Places(Node root)
    {
        yield return new(root, replacement => replacement);
        foreach (var (child, rebuild) in Children(root))
        {
            foreach (var place in Places(child)) yield return place with { Rebuild = replacement => rebuild(place.Rebuild(replacement)) };
        }
    }

    public static IEnumerable<Node> Inside(Node node) => Children(node).Select(child => child.Node);

    static IEnumerable<Place> Children(Node node)
    {
        foreach (var parameter in Constructor(node).GetParameters())
        {
            switch (Value(node, parameter))
            {
                case Node child:
                    yield return new(child, replacement => With(node, parameter, replacement));
                    break;
                case IEnumerable list and not string:
                    var items = list.Cast<object?>().ToArray();
                    for (var k = 0; k < items.Length; k++)
                    {
                        var position = k;
                        if (items[k] is Node child) yield return new(child, replacement => With(node, parameter, Replaced(parameter, items, position, replacement)));
                    }

                    break;
            }
        }
    }

    static object Replaced(ParameterInfo parameter, object?[] items, int position, Node replacement)
    {
        var copy = Array.CreateInstance(parameter.ParameterType.GetGenericArguments()[0], items.Length);
        for (var k = 0; k < items.Length; k++) copy.SetValue(k == position ? replacement : items[k], k);
        return copy;
    }

    static Node With(Node node, ParameterInfo changed, object value)
    {
        var arguments = Constructor(node).GetParameters().Select(parameter => parameter.Name == changed.Name ? value : Value(node, parameter));
        return (Node)Constructor(node).Invoke([.. arguments]);
    }

    static ConstructorInfo Constructor(Node node) => node.GetType().GetConstructors()[0];

    static object? Value(Node node, ParameterInfo parameter) => node.GetType().GetProperty(parameter.Name!)!.GetValue(node);
}
