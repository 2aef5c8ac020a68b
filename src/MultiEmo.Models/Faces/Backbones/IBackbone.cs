namespace MultiEmo.Models.Faces.Backbones;

/// <summary>A network that makes a vector of a picture.</summary>
public interface IBackbone
{
    /// <summary>Numbers of a vector, D.</summary>
    int Width { get; }

    /// <summary>
    /// Makes one convolution of each convolution and its normalisation, from the values that they have now: the same numbers, sooner. The network
    /// must not train after that.
    /// </summary>
    void Fold();
}
