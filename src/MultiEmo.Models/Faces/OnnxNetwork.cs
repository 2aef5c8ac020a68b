using Microsoft.ML.OnnxRuntime;
using MultiEmo.Conversations;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces;

/// <summary>
/// Any network of images in a file of ONNX, computed by ONNX Runtime: one float32 input [N, 3, 224, 224], as far as it fixes sizes, and one float32
/// output, which is flattened to a vector a picture. A network made for one picture at a time is given one at a time.
/// </summary>
internal sealed class OnnxNetwork : FaceNetwork
{
    private const int Colours = 3;
    private const string Remedy = "export it with one float32 input [N, 3, 224, 224], N left open, and one float32 output [N, D]";
    private readonly InferenceSession session;
    private readonly string input;
    private readonly bool single;

    private OnnxNetwork(string path, InferenceSession session) : base(path)
    {
        this.session = session;
        var (name, kind) = Only(session.InputMetadata, "inputs");
        _ = Only(session.OutputMetadata, "outputs");
        (input, single) = (name, kind.Dimensions is [1, ..]);
        if (!TakesPictures(kind)) throw new BadInputException($"its input {name} is {Shape(kind)} of {kind.ElementType.Name}", Remedy, path);
        Width = Run([new FaceCrop(new byte[FaceCrop.Size])]).Length;
    }

    /// <inheritdoc/>
    public override int Width { get; }

    /// <summary>Opens a network and asks it once how wide its vectors are.</summary>
    /// <exception cref="BadInputException">There is no such file, it is no ONNX that can be run, or the network is of another kind.</exception>
    public static OnnxNetwork Open(string path)
    {
        InputFile.Open(path).Dispose();
        InferenceSession? session = null;
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = get_num_threads() };
            options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            session = new InferenceSession(path, options);
            return new OnnxNetwork(path, session);
        }
        catch (Exception fault)
        {
            session?.Dispose();
            if (fault is not OnnxRuntimeException) throw;
            throw new BadInputException($"cannot be run as ONNX: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}", Remedy, path, inner: fault);
        }
    }

    /// <inheritdoc/>
    protected override float[] Run(IReadOnlyList<FaceCrop> crops)
        => single && crops.Count > 1 ? [.. crops.SelectMany(crop => Run([crop]))] : Compute(crops);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) session.Dispose();
    }

    private float[] Compute(IReadOnlyList<FaceCrop> crops)
    {
        float[] colours = [.. crops.SelectMany(Planes)];
        using var value = OrtValue.CreateTensorValueFromMemory(colours, [crops.Count, Colours, FaceCrop.Side, FaceCrop.Side]);
        using var options = new RunOptions();
        using var results = session.Run(options, [input], [value], session.OutputNames);
        if (results[0].GetTensorTypeAndShape().ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float)
            throw new BadInputException("its output is not of float32", Remedy, Name);
        float[] vectors = results[0].GetTensorDataAsSpan<float>().ToArray();
        bool fits = vectors.Length > 0 && (Width == 0 ? vectors.Length % crops.Count == 0 : vectors.Length == Width * crops.Count);
        return fits ? vectors : throw new BadInputException($"gave {vectors.Length} numbers for {crops.Count} pictures", Remedy, Name);
    }

    // Red, then green, then blue, each row after row.
    private static IEnumerable<float> Planes(FaceCrop crop)
    {
        var planes = new float[FaceCrop.Size];
        const int Plane = FaceCrop.Side * FaceCrop.Side;
        for (int i = 0; i < Plane; i++)
            for (int c = 0; c < Colours; c++) planes[c * Plane + i] = (crop.Pixels[i * Colours + c] - 127.5f) / 128;
        return planes;
    }

    private KeyValuePair<string, NodeMetadata> Only(IReadOnlyDictionary<string, NodeMetadata> nodes, string what) => nodes.Count == 1
        ? nodes.Single()
        : throw new BadInputException($"has {nodes.Count} {what} ({string.Join(", ", nodes.Keys)}) where one is needed", Remedy, Name);

    private static bool TakesPictures(NodeMetadata kind)
    {
        static bool Fits(int size, int wanted) => size < 0 || size == wanted;
        bool sizes = kind.Dimensions is [<= 1, var colours, var rows, var columns]
            && Fits(colours, Colours) && Fits(rows, FaceCrop.Side) && Fits(columns, FaceCrop.Side);
        return sizes && kind.ElementType == typeof(float);
    }

    private static string Shape(NodeMetadata kind) => $"[{string.Join(", ", kind.Dimensions.Select(size => size < 0 ? "?" : $"{size}"))}]";
}
