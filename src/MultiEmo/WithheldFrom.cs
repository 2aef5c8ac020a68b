namespace MultiEmo;

/// <summary>Where a modality is withheld.</summary>
public enum WithheldFrom
{
    /// <summary>From the utterance alone; the turns around it keep it.</summary>
    Turn,

    /// <summary>From every turn of the conversation.</summary>
    Conversation,
}
