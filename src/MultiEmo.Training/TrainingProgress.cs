namespace MultiEmo.Training;

/// <summary>Where a training stands.</summary>
/// <param name="Seed">The seed in training.</param>
/// <param name="Epoch">The epoch in training, from 1.</param>
/// <param name="Epochs">The most epochs there will be.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="Batches">Batches of the epoch.</param>
/// <param name="Last">The epoch that was just finished; null between batches.</param>
public sealed record TrainingProgress(int Seed, int Epoch, int Epochs, int Batch, int Batches, EpochReport? Last = null);
