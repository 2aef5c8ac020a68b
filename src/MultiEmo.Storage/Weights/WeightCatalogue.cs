using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>The published weights that this program can use.</summary>
public static class WeightCatalogue
{
    private const string HuggingFace = "https://huggingface.co/";
    private const string Facenet = "https://github.com/timesler/facenet-pytorch";
    private const string Torchvision = "https://github.com/pytorch/vision";
    private const string ImageNet = "BSD-3-Clause (trained on ImageNet, with terms of its own)";

    // A commit never changes, so its files' hashes are as good as stated.
    private const string FacenetFiles = "https://raw.githubusercontent.com/timesler/facenet-pytorch/787da06156087cd6b616fe6608213722bddc30cd/data/";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CataloguedWeights> All { get; } =
    [
        Text("roberta-base", "text: RoBERTa, 12 layers, 768 wide", "FacebookAI/roberta-base", "model.safetensors"),
        Text("roberta-large", "text: RoBERTa, 24 layers, 1024 wide", "FacebookAI/roberta-large", "model.safetensors"),
        Text("emoberta-base", "text: RoBERTa fine-tuned on MELD and IEMOCAP", "tae898/emoberta-base", "pytorch_model.bin"),
        new("mtcnn", "faces: where they are", "MIT", Facenet,
        [
            FaceFile("pnet.pt", 28570, "a2a71925e0b9996a42f63e47efc1ca19043e69558b5c523b978d611dfae49c8f"),
            FaceFile("rnet.pt", 403147, "bbb937de72efc9ef83b186c49f5f558467a1d7e3453a8ece0d71a886633f6a86"),
            FaceFile("onet.pt", 1559269, "165bfbe42940416ccfb977545cf0e976d5bf321f67083ae2aaaa5c764280118d"),
        ]),
        Images("resnet101", "faces and frames: ResNet-101, as the paper's", "resnet101-63fe2227.pth", 170.511),
        Images("resnet101-v2", "faces and frames: ResNet-101, second recipe", "resnet101-cd907fc2.pth", null),
        Images("resnet50", "faces and frames: ResNet-50", "resnet50-0676ba61.pth", 97.781),
        Images("resnet50-v2", "faces and frames: ResNet-50, second recipe", "resnet50-11ad3fa6.pth", null),
        new("vggface2", "faces: InceptionResnetV1 trained on VGGFace2", "MIT (trained on VGGFace2, with terms of its own)", Facenet,
        [
            new("20180402-114759-vggface2.pt", new($"{Facenet}/releases/download/v2.2.9/20180402-114759-vggface2.pt"), Mebibytes: 107),
        ]),
    ];

    /// <summary>The weights of a name.</summary>
    /// <exception cref="BadInputException">There are none; the message suggests the nearest name.</exception>
    public static CataloguedWeights Find(string name) => All.FirstOrDefault(weights => weights.Name == name)
        ?? throw new BadInputException($"there are no weights called {Spelling.Quoted(name)}", Spelling.Suggest(name, All.Select(each => each.Name)));

    private static CataloguedWeights Text(string name, string purpose, string repository, string weights)
    {
        string[] files = [weights, "config.json", "vocab.json", "merges.txt"];
        return new(name, purpose, "MIT", HuggingFace + repository,
            [.. files.Select(file => new CataloguedFile(file, new Uri($"{HuggingFace}{repository}/resolve/main/{file}")))]);
    }

    private static CataloguedFile FaceFile(string name, long size, string sha256) => new(name, new Uri(FacenetFiles + name), size, sha256);

    // torch.hub, check_hash: what stands between the last hyphen and the ending is the beginning of the file's SHA-256.
    private static CataloguedWeights Images(string name, string purpose, string file, double? mebibytes)
    {
        string hash = Path.GetFileNameWithoutExtension(file).Split('-')[^1];
        var url = new Uri("https://download.pytorch.org/models/" + file);
        return new(name, purpose, ImageNet, Torchvision, [new(file, url, Sha256: hash, Mebibytes: mebibytes)]);
    }
}
