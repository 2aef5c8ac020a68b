using TorchSharp;

namespace MultiEmo.Tests.Support;

/// <summary>Tests that compute with tensors run one by one on one thread: libtorch's chance and its count of tensors belong to the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchTests : ICollectionFixture<TorchTests.OneThread>
{
    public const string Name = "tensors";

    public sealed class OneThread
    {
        public OneThread() => torch.set_num_threads(1);
    }
}
