using System.Globalization;

namespace MultiEmo.Storage.Pickles;

/// <summary>The stack machine of a pickle, without the power to import or to run anything.</summary>
/// <param name="input">The bytes.</param>
/// <param name="globals">The names that it may mention.</param>
/// <param name="persistent">Makes a value of an id that stands for data outside; null: such ids are refused.</param>
/// <param name="mostBytes">Bytes of memory that its values may take, those that it drops again included.</param>
internal sealed class PickleMachine(
    PickleInput input, PickleGlobals globals, Func<object?, object?>? persistent, long mostBytes = long.MaxValue)
{
    private const byte HighestProtocol = 5;
    private readonly Stack<List<object?>> below = new();
    private readonly Dictionary<long, object?> memo = [];
    private List<object?> stack = [];

    /// <summary>Runs to the end of one pickle and returns its value.</summary>
    /// <exception cref="InvalidDataException">No pickle, a damaged one, or one that needs more than data.</exception>
    public object? Run()
    {
        long start = mostBytes < long.MaxValue ? GC.GetAllocatedBytesForCurrentThread() : 0;
        for (byte opcode = input.Byte(); opcode != '.'; opcode = input.Byte())
        {
            if (mostBytes < long.MaxValue && GC.GetAllocatedBytesForCurrentThread() - start > mostBytes)
                throw new InvalidDataException($"its values take more than {mostBytes} bytes of memory");
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
            case (byte)'a': Append([Pop()]); return true;
            case (byte)'e': Append(PopMarked()); return true;
            case (byte)')': Push(Array.Empty<object?>()); return true;
            case (byte)'t': Push(PopMarked().ToArray()); return true;
            case 0x85 or 0x86 or 0x87: Push(PopSome(opcode - 0x84)); return true;
            case (byte)'}': Push(new Dictionary<object, object?>()); return true;
            case (byte)'d': Push(Filled([], PopMarked())); return true;
            case (byte)'s': SetItems([.. PopSome(2)]); return true;
            case (byte)'u': SetItems(PopMarked()); return true;
            case 0x8f: Push(new HashSet<object?>()); return true;
            case 0x90: AddItems(PopMarked()); return true;
            case 0x91: Push(PopMarked().Select(PickleKeys.Check).ToHashSet<object?>()); return true;
            default: return false;
        }
    }

    // What is said once and used again.
    private bool Remember(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'p': memo[Index(input.Line())] = Top(); return true;
            case (byte)'q': memo[input.Byte()] = Top(); return true;
            case (byte)'r': memo[input.Unsigned(4)] = Top(); return true;
            case 0x94: memo[memo.Count] = Top(); return true;
            case (byte)'g': Push(Recall(Index(input.Line()))); return true;
            case (byte)'h': Push(Recall(input.Byte())); return true;
            case (byte)'j': Push(Recall(input.Unsigned(4))); return true;
            default: return false;
        }
    }

    // Names, and what is made with them.
    private bool Call(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'c': Push(globals.Find(input.Line(), input.Line())); return true;
            case 0x93: Push(Named(PopSome(2))); return true;
            case (byte)'R' or 0x81: Push(Made(PopSome(2))); return true;
            case 0x92: Push(MadeWithoutNames(PopSome(3))); return true;
            case (byte)'b': Build(Pop()); return true;
            case (byte)'P': Push(Outside(input.Line())); return true;
            case (byte)'Q': Push(Outside(Pop())); return true;
            case (byte)'i': throw new InvalidDataException($"refused: {globals.Find(input.Line(), input.Line()).Name} as the class of an object");
            default: return false;
        }
    }

    private void Arrange(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': below.Push(stack); stack = []; break;
            case (byte)'0': if (stack.Count > 0) Pop(); else PopMarked(); break;
            case (byte)'1': PopMarked(); break;
            case (byte)'2': Push(Top()); break;
            case 0x80: CheckProtocol(input.Byte()); break;
            case 0x95: CheckFrame(input.Unsigned(8)); break;
            default: throw new InvalidDataException($"the byte 0x{opcode:x2} is no opcode that plain data needs");
        }
    }

    // The argument may exchange the stack for another, so the stack must not be looked up before it.
    private void Push(object? value) => stack.Add(value);

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
        object?[] values = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private List<object?> PopMarked()
    {
        var marked = stack;
        stack = below.Count > 0 ? below.Pop() : throw new InvalidDataException("it ends a list that never began");
        return marked;
    }

    private T Target<T>(string what) where T : class => Top() as T ?? throw new InvalidDataException($"it adds to a {what} where there is none");

    private void Append(List<object?> items) => Target<List<object?>>("list").AddRange(items);

    private void SetItems(List<object?> items) => PickleKeys.Fill(Target<Dictionary<object, object?>>("dictionary"), items);

    private void AddItems(List<object?> items) => Target<HashSet<object?>>("set").UnionWith(items.Select(PickleKeys.Check));

    private static Dictionary<object, object?> Filled(Dictionary<object, object?> dictionary, List<object?> items)
    {
        PickleKeys.Fill(dictionary, items);
        return dictionary;
    }

    private object? Recall(long index)
        => memo.TryGetValue(index, out object? value) ? value : throw new InvalidDataException("it recalls a value that it never kept");

    private static long Index(string line) => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long index)
        ? index : throw new InvalidDataException("the number of a kept value cannot be read");

    private PickleGlobal Named(object?[] names) => names is [string module, string name]
        ? globals.Find(module, name) : throw new InvalidDataException("a name is no text");

    private static object? Made(object?[] call) => call is [PickleGlobal global, object?[] arguments]
        ? global.Call(arguments) : throw new InvalidDataException("it calls something that is no name");

    private static object? MadeWithoutNames(object?[] call) => call[2] is Dictionary<object, object?> { Count: 0 }
        ? Made(call[..2]) : throw new InvalidDataException("it calls something with named arguments");

    // An OrderedDict may carry attributes of its own, which are no data.
    private void Build(object? state)
    {
        object? target = Top();
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
