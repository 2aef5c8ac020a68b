namespace MultiEmo.Cli.Pages;

/// <summary>How pages look.</summary>
internal static class PageStyle
{
    /// <summary>What all pages share.</summary>
    private const string Base = """
        :root{color-scheme:light dark;--ink:#1c1c1c;--soft:#5b5b5b;--paper:#fff;--line:#ddd;--wash:#f5f5f2;--note:#fff4dc}
        @media (prefers-color-scheme:dark){:root{--ink:#eee;--soft:#aaa;--paper:#171717;--line:#3a3a3a;--wash:#222;--note:#3a2f14}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:1150px;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
        h1{font-size:1.5rem;margin:.5rem 0 0}
        .model,.told,.when,.remarks{color:var(--soft);font-size:.9rem}
        aside{background:var(--note);padding:.7rem 1rem;border-radius:.4rem;font-size:.9rem;margin:1rem 0}
        .bar{display:flex;flex:1;height:.8rem;border-radius:.2rem;overflow:hidden}
        .bar>span{height:100%}

        """;

    /// <summary>The style sheet of an analysis.</summary>
    public const string Analysis = Base + """
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
        """;

    /// <summary>The style sheet of a report.</summary>
    public const string Report = Base + """
        h2{margin:2.2rem 0 .5rem;border-bottom:1px solid var(--line)}
        h3{margin:1.4rem 0 .4rem}
        .wide{overflow-x:auto;margin:.6rem 0}
        table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;overflow-wrap:normal}
        caption{text-align:left;font-weight:600;padding:.3rem 0}
        th,td{padding:.25rem .6rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
        th:first-child{text-align:left}
        figure{margin:1rem 0;max-width:800px}
        figure img{width:100%;height:auto;background:#fff;border:1px solid var(--line);border-radius:.3rem}
        figcaption{color:var(--soft);font-size:.9rem}
        details{margin:.3rem 0;padding:.2rem .8rem;border-left:.2rem solid var(--line)}
        summary{cursor:pointer}
        pre{overflow-x:auto;background:var(--wash);padding:.7rem;border-radius:.3rem;font-size:.85rem}
        .said{margin:.15rem 0;padding-left:.6rem}
        .said.own{border-left:.25rem solid var(--ink);background:var(--wash)}
        .probability{display:grid;grid-template-columns:7rem 1fr 4rem;gap:.5rem;align-items:center;font-size:.85rem}
        .probability>span{height:.7rem;border-radius:.2rem}
        """;
}
