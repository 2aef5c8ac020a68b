using System.CommandLine;
using MultiEmo.Cli.Terminal;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo completions: scripts that let a shell complete verbs, options and names.</summary>
internal static class Completions
{
    private const string Bash = """
        _multiemo() {
            local IFS=$'\n'
            COMPREPLY=($(multiemo "[suggest:$((COMP_POINT - ${#COMP_WORDS[0]} - 1))]" "${COMP_LINE#* }" 2>/dev/null))
        }
        complete -o default -F _multiemo multiemo
        """;

    private const string Zsh = """
        _multiemo() {
            local line="${BUFFER#* }"
            local -a words_found
            words_found=("${(@f)$(multiemo "[suggest:$((CURSOR - ${#BUFFER%% *} - 1))]" "$line" 2>/dev/null)}")
            compadd -a words_found || _files
        }
        compdef _multiemo multiemo
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName multiemo -ScriptBlock {
            param($word, $ast, $position)
            $line = $ast.ToString() -replace '^\S+\s?', ''
            $offset = $ast.ToString().Length - $line.Length
            multiemo "[suggest:$($position - $offset)]" "$line" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    private static readonly Argument<string> Shell = new("SHELL") { Description = "bash, zsh or pwsh." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        return new Verb("completions", "Prints a script that lets a shell complete this command.", Run,
            "source <(multiemo completions bash)",
            "multiemo completions pwsh | Out-String | Invoke-Expression")
        { Shell };
    }

    private static int Run(ParseResult parsed)
    {
        Screen.Line(parsed.GetRequiredValue(Shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            _ => PowerShell,
        });
        return 0;
    }
}
