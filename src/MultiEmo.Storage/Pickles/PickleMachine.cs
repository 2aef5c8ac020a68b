using System.Globalization;

namespace MultiEmo.Storage.Pickles;

/// <summary>The stack machine of a pickle, without the power to import or to run anything.</summary>
/// <param name="input">The bytes.</param>
/// <param name="globals">The names that it may mention.</param>
/// <param name="persistent">Makes a value of an id that stands for data outside; null: such ids are refused.</param>
/// <param name="budget">The memory that its values may take.</param>
internal sealed class PickleMachine(PickleInput input, PickleGlobals globals, Func<object?, object?>? persistent, AllocationBudget budget)
{
    private const byte HighestProtocol = 5;
    private readonly Stack<List<object?>> below = new();
    private readonly PickleMemo memo = new(budget);
    private readonly Stack<List<object?>> spare = new();
    private List<object?> stack = [];

    /// <summary>Runs to the end of one pickle and returns its value.</summary>
    /// <exception cref="InvalidDataException">No pickle, a damaged one, or one that needs more than data.</exception>
    public object? Run()
    {
        for (byte opcode = input.Byte(); opcode != '.'; opcode = input.Byte())
        {
            budget.Take(0);
            if (PickleLiterals.TryRead(opcode, input, out object? value)) Push(value);
            else if (!Collect(opcode) && !Remember(opcode) && !Call(opcode)) Arrange(opcode);
        }
        return Pop();
    }

    // Lists, tuples, dictionaries, sets.
    private bool Collect(byte opcode)
    {
        switch (opcode)
        {
            case (byte)']': Push(new List<object?>()); return true;
            case (byte)'l': Push(PopMarked()); return true;
            case (byte)'a': Push(Pop(), Target<List<object?>>("list")); return true;
            case (byte)'e': Append(PopMarked()); return true;
            case (byte)')': Push(Array.Empty<object?>()); return true;
            case (byte)'t': Push(Tuple(PopMarked())); return true;
            case 0x85 or 0x86 or 0x87: Push(PopSome(opcode - 0x84)); return true;
            case (byte)'}': Push(new Dictionary<object, object?>()); return true;
            case (byte)'d': Push(Filled([], PopMarked())); return true;
            case (byte)'s': SetItem(Pop(), PickleKeys.Check(Pop())); return true;
            case (byte)'u': SetItems(PopMarked()); return true;
            case 0x8f: Push(new HashSet<object?>()); return true;
            case 0x90: AddItems(PopMarked()); return true;
            case 0x91: Push(Union([], PopMarked())); return true;
            default: return false;
        }
    }

    // What is said once and used again.
    private bool Remember(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'p': memo.Keep(Index(input.Line()), Top()); return true;
            case (byte)'q': memo.Keep(input.Byte(), Top()); return true;
            case (byte)'r': memo.Keep(input.Unsigned(4), Top()); return true;
            case 0x94: memo.Keep(memo.Count, Top()); return true;
            case (byte)'g': Push(memo.Recall(Index(input.Line()))); return true;
            case (byte)'h': Push(memo.Recall(input.Byte())); return true;
            case (byte)'j': Push(memo.Recall(input.Unsigned(4))); return true;
            default: return false;
        }
    }

    // Names, and what is made with them.
    private bool Call(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c': Push(globals.Find(input.Name())); return true;
            case 0x93: Push(Named(PopSome(2))); return true;
            case (byte)'R' or 0x81: Push(Made(PopSome(2))); return true;
            case 0x92: Push(MadeWithoutNames(PopSome(3))); return true;
            case (byte)'b': Build(Pop()); return true;
            case (byte)'P': Push(Outside(input.Line())); return true;
            case (byte)'Q': Push(Outside(Pop())); return true;
            case (byte)'i': throw new InvalidDataException($"refused: {globals.Find(input.Name()).Name} as the class of an object");
            default: return false;
        }
    }

    private void Arrange(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': Mark(); break;
            case (byte)'0': if (stack.Count > 0) Pop(); else Drop(PopMarked()); break;
            case (byte)'1': Drop(PopMarked()); break;
            case (byte)'2': Push(Top()); break;
            case 0x80: CheckProtocol(input.Byte()); break;
            case 0x95: CheckFrame(input.Unsigned(8)); break;
            default: throw new InvalidDataException($"the byte 0x{opcode:x2} is no opcode that plain data needs");
        }
    }

    // The argument may exchange the stack for another, so the stack must not be looked up before it.
    private void Push(object? value) => Push(value, stack);

    private void Push(object? value, List<object?> list)
    {
        budget.Grow(list, 1);
        list.Add(value);
    }

    private void Mark()
    {
        budget.Grow(below);
        below.Push(stack);
        stack = spare.Count > 0 ? spare.Pop() : [];
    }

    private object? Top() => stack.Count > 0 ? stack[^1] : throw new InvalidDataException("it takes a value where there is none");

    private object? Pop()
    {
        object? top = Top();
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private object?[] PopSome(int count)
    {
        if (stack.Count < count) throw new InvalidDataException("it takes a value where there is none");
        var values = new object?[count];
        stack.CopyTo(stack.Count - count, values, 0, count);
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private List<object?> PopMarked()
    {
        var marked = stack;
        stack = below.Count > 0 ? below.Pop() : throw new InvalidDataException("it ends a list that never began");
        return marked;
    }

    // A list whose values have found their place is used for the next mark.
    private void Drop(List<object?> items)
    {
        items.Clear();
        spare.Push(items);
    }

    private T Target<T>(string what) where T : class => Top() as T ?? throw new InvalidDataException($"it adds to a {what} where there is none");

    private object?[] Tuple(List<object?> items)
    {
        budget.Take(8L * items.Count);
        object?[] tuple = [.. items];
        Drop(items);
        return tuple;
    }

    private void Append(List<object?> items)
    {
        var list = Target<List<object?>>("list");
        budget.Grow(list, items.Count);
        list.AddRange(items);
        Drop(items);
    }

    private void SetItem(object? value, object key)
    {
        var dictionary = Target<Dictionary<object, object?>>("dictionary");
        budget.Grow(dictionary, 1);
        dictionary[key] = value;
    }

    private void SetItems(List<object?> items) => Filled(Target<Dictionary<object, object?>>("dictionary"), items);

    private void AddItems(List<object?> items) => Union(Target<HashSet<object?>>("set"), items);

    private HashSet<object?> Union(HashSet<object?> set, List<object?> items)
    {
        budget.Grow(set, items.Count);
        set.UnionWith(items.Select(PickleKeys.Check));
        Drop(items);
        return set;
    }

    private Dictionary<object, object?> Filled(Dictionary<object, object?> dictionary, List<object?> items)
    {
        PickleKeys.Fill(dictionary, items, budget);
        Drop(items);
        return dictionary;
    }

    private static long Index(string line) => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long index)
        ? index : throw new InvalidDataException("the number of a kept value cannot be read");

    private PickleGlobal Named(object?[] names) => names is [string module, string name]
        ? globals.Find($"{module}.{name}") : throw new InvalidDataException("a name is no text");

    private object? Made(object?[] call)
    {
        if (call is not [PickleGlobal global, object?[] arguments]) throw new InvalidDataException("it calls something that is no name");
        budget.Take(PickleWeight.Of(arguments));
        return global.Call(arguments);
    }

    private object? MadeWithoutNames(object?[] call) => call[2] is Dictionary<object, object?> { Count: 0 }
        ? Made(call[..2]) : throw new InvalidDataException("it calls something with named arguments");

    // An OrderedDict may carry attributes of its own, which are no data.
    private void Build(object? state)
    {
        object? target = Top();
        budget.Take(PickleWeight.Of(state));
        if (target is PickledObject made) made.SetState(state);
        else if (target is not Dictionary<object, object?> || state is not Dictionary<object, object?>)
            throw new InvalidDataException("it gives a state to a value that takes none");
    }

    private object? Outside(object? id)
        => persistent is not null ? persistent(id) : throw new InvalidDataException("refused: data outside of the file");

    private static void CheckProtocol(byte protocol)
    {
        if (protocol > HighestProtocol) throw new InvalidDataException($"protocol {protocol} is not read, only 0 to {HighestProtocol}");
    }

    private void CheckFrame(long length)
    {
        if (!input.Has(length)) throw new InvalidDataException("a frame is longer than the rest of the file");
    }
}
