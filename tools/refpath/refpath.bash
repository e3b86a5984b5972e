# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Completion for bash. Verbs and options are asked of the command itself, so that they are those of the one installed.

_refpath_words() {
    local program=$1
    shift
    "$program" "$@" 2>/dev/null </dev/null
}

_refpath() {
    local program=$1 current=$2 previous=$3 verb=${COMP_WORDS[1]}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        # shellcheck disable=SC2207 # words without blanks
        COMPREPLY=($(compgen -W "$(_refpath_words "$program" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p') \
            help --help --version" -- "$current"))
        return
    fi
    case $previous in
    help)
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "$(_refpath_words "$program" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p')" \
            -- "$current"))
        return
        ;;
    --lang)
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "ar en es fr" -- "$current"))
        return
        ;;
    --format)
        local formats="json sarif text"
        if [[ $verb == draw ]]; then formats="dot graphml mermaid svg"; fi
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "$formats" -- "$current"))
        return
        ;;
    --of)
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "network pathways plan" -- "$current"))
        return
        ;;
    --case | --study | --output) ;;
    analyse)
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "$(_refpath_words "$program" analyse --help |
            sed -n 's/.*WHAT is \([a-z, ]*\)\..*/\1/p' | sed 's/,/ /g; s/ or / /')" -- "$current"))
        return
        ;;
    --*)
        # The other options with a value take an id or a moment, which only the protocol knows.
        if _refpath_words "$program" "$verb" --help | grep -q -e "^  $previous [A-Z]"; then return; fi
        ;;
    esac
    if [[ $current == -* ]]; then
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "$(_refpath_words "$program" "$verb" --help | sed -n 's/^  \(--[a-z-]*\) .*/\1/p')" \
            -- "$current"))
    else
        compopt -o filenames 2>/dev/null
        # shellcheck disable=SC2207
        local IFS=$'\n'
        COMPREPLY=($(compgen -f -- "$current"))
    fi
}

complete -F _refpath refpath
