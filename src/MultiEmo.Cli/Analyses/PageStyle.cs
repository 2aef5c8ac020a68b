namespace MultiEmo.Cli.Analyses;

/// <summary>How the page looks.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--ink:#1c1c1c;--soft:#5b5b5b;--paper:#fff;--line:#ddd;--wash:#f5f5f2;--note:#fff4dc}
        @media (prefers-color-scheme:dark){:root{--ink:#eee;--soft:#aaa;--paper:#171717;--line:#3a3a3a;--wash:#222;--note:#3a2f14}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:1100px;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
        h1{font-size:1.5rem;margin:.5rem 0 0}
        .model,.told,.when,.remarks{color:var(--soft);font-size:.9rem}
        aside{background:var(--note);padding:.7rem 1rem;border-radius:.4rem;font-size:.9rem;margin:1rem 0}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:0;font-size:.9rem}
        .legend span{display:inline-block;width:.9em;height:.9em;border-radius:.2em;margin-right:.35em;vertical-align:-.1em}
        .line{overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;background:var(--wash)}
        .line svg{display:block}
        .line text{fill:var(--soft);font:12px system-ui,sans-serif}
        .line .lane{fill:var(--ink)}
        .line .wave{fill:var(--soft);opacity:.5}
        .line .tick{stroke:var(--line)}
        .turns{list-style:none;padding:0}
        .turns>li{display:flow-root;border-left:.4rem solid;padding:.35rem .8rem;margin:.5rem 0;background:var(--wash);border-radius:0 .4rem .4rem 0}
        .turns>li:target{outline:2px solid currentColor}
        .faces{float:right;margin-left:.6rem}
        .faces img{border-radius:.3rem;margin-left:.2rem;display:inline-block}
        .felt{display:flex;gap:.7rem;align-items:center}
        .felt>b{min-width:5.5rem}
        .bar{display:flex;flex:1;height:.8rem;border-radius:.2rem;overflow:hidden}
        .bar>span{height:100%}
        """;
}
