namespace MultiEmo.Features.Samples;

/// <summary>The invented sentences of the sample corpus; {t} is a topic, which every mood may have, and {n} a name.</summary>
internal static class SampleWords
{
    private static readonly string[] Topics =
    [
        "the train", "the soup", "the garden", "the ticket", "the letter", "the boiler", "the rehearsal", "the cake", "the spare key", "the bus",
        "the parcel", "the picture", "the appointment", "the concert", "the bicycle", "the little dog", "the roof", "the interview", "the lesson",
        "the ferry", "the old piano", "the window", "the recipe", "the camping trip", "the new lamp", "the meeting", "the beach house",
        "the phone bill",
    ];

    private static readonly string[] Anything =
    [
        "Did you hear about {t}?", "I wanted to tell you about {t}.", "So, {t} again.", "What did they say about {t}, {n}?", "Well, it is about {t}.",
        "I will look at {t} tomorrow.", "They called me about {t} this morning.", "We should talk about {t}.", "Let me think about {t}.",
        "You know how it is with {t}.",
        "So it was {t} after all.", "I saw {t} on my way here.", "That is all I know about {t}.", "Ask {n} about {t}.",
        "Okay, then we start with {t}.", "Oh, {n}, {t} is here!", "And {t}?", "Wait, which one is {t}?", "Yes, {t}.", "I know, {n}.",
        "Right.", "Really?",
        "Hm, {t}.", "Go on, {n}.", "Is that {t}?", "Look, {n}, {t}!", "Now {t} is my job.", "Are you sure about {t}?", "It is {t}, isn't it?",
    ];

    private static readonly string[] Bright =
    [
        "I can't believe {t} worked out!", "Wow, look at {t}!", "You did that with {t} for me?", "Oh my, {t} turned out so well!",
        "And there was {t}, just like that!",
        "Guess what, they gave us {t}!", "We got {t}, {n}, can you imagine?", "This is the best news about {t}!", "No way, you found {t}!",
        "They picked us for {t}!",
    ];

    private static readonly string[] Joyful = ["I am so happy about {t}.", "What a lovely day for {t}!", "I love {t}, thank you, {n}!"];

    private static readonly string[] Astonished = ["I had no idea about {t}.", "Since when do we have {t}?", "What, {t}? Today?"];

    private static readonly string[] Harsh =
    [
        "Not {t} again, please.", "Who left {t} like this?", "Take {t} away from me.", "I have had enough of {t}.", "How could you do that with {t}?",
        "I don't want to see {t} ever again.", "Stop it with {t}, {n}.", "This is unbearable, look at {t}.",
        "{n}, that is the worst thing about {t}.",
    ];

    private static readonly string[] Angry = ["You promised me {t} and you lied!", "I am furious about {t}!", "Don't you dare blame me for {t}!"];

    private static readonly string[] Disgusted = ["Ugh, {t} smells terrible.", "Yuck, what is that on {t}?", "It makes me sick to look at {t}."];

    private static readonly string[] Sad =
    [
        "I miss {t} so much.", "It will never be the same without {t}.", "I thought {t} would last.", "Nobody wanted to share {t} with me.",
        "That was my last chance at {t}.", "I am sorry, {n}, I lost {t}.", "I cried about {t} all night.",
    ];

    private static readonly string[] Afraid =
    [
        "What if {t} goes wrong?", "Please don't leave me alone with {t}.", "Something is moving behind {t}.", "I don't dare to touch {t}.",
        "I keep having bad dreams about {t}.", "Be careful, {n}, {t} is not safe.", "I am scared of {t}.",
    ];

    /// <summary>Words that would suit any mood, and are all that neutral turns have.</summary>
    public static string ForAnyMood(Random random, string name) => Fill(random, Anything, name);

    /// <summary>Words that tell of a mood.</summary>
    /// <param name="mood">The mood.</param>
    /// <param name="own">Whether they tell it from the mood that has nearly the same words.</param>
    /// <param name="random">What chooses.</param>
    /// <param name="name">Somebody to speak to.</param>
    public static string For(Mood mood, bool own, Random random, string name) => Fill(random, mood switch
    {
        Mood.Neutral => Anything,
        Mood.Sadness => Sad,
        Mood.Fear => Afraid,
        Mood.Joy => own ? Joyful : Bright,
        Mood.Surprise => own ? Astonished : Bright,
        Mood.Anger => own ? Angry : Harsh,
        _ => own ? Disgusted : Harsh,
    }, name);

    private static string Fill(Random random, string[] sentences, string name)
    {
        string sentence = sentences[random.Next(sentences.Length)];
        return sentence.Replace("{t}", Topics[random.Next(Topics.Length)]).Replace("{n}", name);
    }
}
