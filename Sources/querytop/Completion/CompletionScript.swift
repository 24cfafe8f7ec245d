import ArgumentParser

/// A shell that can be taught to complete querytop's command line.
nonisolated enum CompletionScript: String, CaseIterable, ExpressibleByArgument {
  case bash, zsh, fish

  /// What the shell reads: ArgumentParser's script, whose registration gives way to one that knows of
  /// colons, of the slash a TARGET begins with, and of `querytop TARGET`.
  ///
  /// - Parameter root: the command line it completes.
  func text(of root: any ParsableCommand.Type) -> String {
    switch self {
    case .bash:
      // Installed, the script is sourced: a line that names an interpreter would be wrong there.
      Self.generated(root, for: .bash, before: "complete -o filenames").drop { $0 != "\n" }
        + Self.bashRegistration
    case .zsh:
      Self.generated(root, for: .zsh, before: "if [[ \"${funcstack[1]}\"") + Self.zshRegistration
    case .fish: root.completionScript(for: .fish) + "\n" + Self.fishRegistration
    }
  }

  private static func generated(
    _ root: any ParsableCommand.Type, for shell: CompletionShell, before end: String
  ) -> Substring {
    let script = root.completionScript(for: shell)
    return script[..<(script.firstRange(of: end)?.lowerBound ?? script.endIndex)]
  }

  /// Locals are named so that none is read-only, or hides one that the functions above go by.
  private static let bashRegistration = #"""
    # A colon ends a word for readline, and every TARGET has one: words are put together again before
    # the functions above see them, and what readline has before the colon is taken off the replies.
    __querytop_complete() {
        local -a words=()
        local -i index at=-1 current=0
        local part before last= head= rest="${COMP_LINE}"
        for index in "${!COMP_WORDS[@]}"; do
            part="${COMP_WORDS[index]}"
            before=
            if [[ "${rest}" = [![:space:]]* && ( "${part}" = :* || "${last}" = *: ) ]]; then
                before="${words[at]}"
                words[at]+="${part}"
            else
                words[++at]="${part}"
            fi
            if [[ "${index}" -eq "${COMP_CWORD}" ]]; then
                current="${at}"
                head="${before}"
                [[ -z "${2}" && "${part}" = : ]] && head+=:
            fi
            rest="${rest#*"${part}"}"
            last="${part}"
        done

        local -a COMP_WORDS=("${words[@]}")
        local -i COMP_CWORD="${current}"
        local typed="${head}${2}" prior="${words[current - 1]}"
        if [[ "${words[1]}" != *:* ]]; then
            _querytop "${1}" "${typed}" "${prior}" 2>/dev/null
        fi
        # Without a subcommand it is watch that is meant.
        if [[ "${words[1]}" = *:* || ( "${current}" -eq 1 && "${typed}" = [!-]* ) ]]; then
            COMP_WORDS=("${words[0]}" watch "${words[@]:1}")
            COMP_CWORD+=1
            _querytop "${1}" "${typed}" "${prior}" 2>/dev/null
        fi
        trap - RETURN

        [[ "${head}${COMPREPLY[*]}" = *:* ]] || return 0
        # Most recent first, and no slash or colon of it means a file.
        compopt +o filenames -o nosort 2>/dev/null
        if [[ "${#COMPREPLY[@]}" -eq 1 && "${COMPREPLY[0]}" = */ ]]; then
            compopt -o nospace 2>/dev/null
        fi
        COMPREPLY=("${COMPREPLY[@]#"${head}"}")
    }
    complete -o filenames -F __querytop_complete querytop
    """#

  private static let zshRegistration = #"""
    # A word that ends with a slash is the beginning of a TARGET: no blank goes behind it.
    __querytop_complete() {
        local -ar whole=("${@:#*/}")
        local -ar beginnings=("${(M)@:#*/}")
        _describe -V '' whole -- beginnings -S ''
    }

    __querytop_or_watch() {
        local -i ret=1
        if [[ "${words[2]}" != *:* ]]; then
            _querytop "${@}" && ret=0
        fi
        # Without a subcommand it is watch that is meant.
        if [[ "${words[2]}" = *:* ]] || (( CURRENT == 2 )) && [[ "${words[2]}" = [^-]* ]]; then
            words=("${words[1]}" watch "${(@)words[2,-1]}")
            (( CURRENT++ ))
            _querytop "${@}" && ret=0
        fi
        return "${ret}"
    }

    compdef __querytop_or_watch querytop
    if [[ "${funcstack[1]}" = _querytop ]]; then
        __querytop_or_watch "${@}"
    fi
    """#

  private static let fishRegistration = #"""
    # Without a subcommand it is watch that is meant.
    complete -c 'querytop' -n '__querytop_should_offer_completions_for_positional "querytop" -eq 1\#
    ; and test -n "$(commandline -ct)"' -fka '(__querytop_custom_completion ---completion watch --\#
     positional@0 (count (__querytop_tokens -pc)) (__querytop_tokens -tC))'
    """#
}
