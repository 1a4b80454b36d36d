using System.Collections;
using System.Reflection;
using Diff.Fuzz.Language;

namespace Diff.Fuzz.Shrinking;

/// <summary>A node inside a tree, how to build the tree with another node in its place, and which nodes fit there.</summary>
sealed record Place(Node Node, Type Fitting, Func<Node, Node> Rebuild)
{
    public bool Accepts(Node replacement) => Fitting.IsInstanceOfType(replacement);
}

/// <summary>Walks and rebuilds the records of the language by their constructor parameters.</summary>
static class Trees
{
    public static IEnumerable<Place> Places(Node root) => Below(new(root, root.GetType(), replacement => replacement));

    static IEnumerable<Place> Below(Place parent)
    {
        yield return parent;
        foreach (var child in Children(parent.Node))
        {
            foreach (var place in Below(child with { Rebuild = replacement => parent.Rebuild(child.Rebuild(replacement)) })) yield return place;
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
                    yield return new(child, parameter.ParameterType, replacement => With(node, parameter, replacement));
                    break;
                case IEnumerable list and not string:
                    var items = list.Cast<object?>().ToArray();
                    for (var k = 0; k < items.Length; k++)
                    {
                        var position = k;
                        if (items[k] is Node child) yield return new(child, ElementType(parameter), replacement => With(node, parameter, Replaced(parameter, items, position, replacement)));
                    }

                    break;
            }
        }
    }

    static object Replaced(ParameterInfo parameter, object?[] items, int position, Node replacement)
    {
        var copy = Array.CreateInstance(ElementType(parameter), items.Length);
        for (var k = 0; k < items.Length; k++) copy.SetValue(k == position ? replacement : items[k], k);
        return copy;
    }

    static Type ElementType(ParameterInfo list) => list.ParameterType.GetGenericArguments()[0];

    static Node With(Node node, ParameterInfo changed, object value)
    {
        var arguments = Constructor(node).GetParameters().Select(parameter => parameter.Name == changed.Name ? value : Value(node, parameter));
        return (Node)Constructor(node).Invoke([.. arguments]);
    }

    static ConstructorInfo Constructor(Node node) => node.GetType().GetConstructors()[0];

    static object? Value(Node node, ParameterInfo parameter) => node.GetType().GetProperty(parameter.Name!)!.GetValue(node);
}
