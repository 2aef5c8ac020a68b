namespace MultiEmo.Storage.Pickles;

/// <summary>What a pickle may ask for, so that a small file cannot take all memory.</summary>
/// <param name="Budget">The memory that its values may take in all, those that it drops again included.</param>
/// <param name="Line">Characters that a name or a value which is written as a line may have.</param>
public sealed record PickleLimits(AllocationBudget Budget, int Line)
{
    /// <summary>As much as it needs.</summary>
    public static PickleLimits None { get; } = new(AllocationBudget.Unlimited, int.MaxValue);
}
