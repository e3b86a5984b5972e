#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Writes the page of problems, from the registry and the English sentences, to standard output:
#   doc/errors.sh >doc/errors.md
set -eu
cd "$(dirname "$0")/.."

cat <<'END'
<!--
SPDX-License-Identifier: Apache-2.0
SPDX-FileCopyrightText: The refpath authors
Made by doc/errors.sh from lib/base/problems.def and data/messages/en.txt: change those.
-->
# Problems

Every problem has a code that never changes its meaning, a severity, named arguments and, in a file, a place. People read

    mission.xml:12:7: error: text [code]

and programs `{"code", "severity", "file", "line", "column", "args", "text", "related"}` (`--json`), or SARIF
(`refpath check --format sarif`). The sentences below are the English ones, with their arguments in braces; they are in
every language that the library speaks.

A problem of a protocol may repeat what the file says, and shows the nearest id that exists. A problem of a case or a
question never repeats what was read: it names the place in it, such as `facts.concern[0]`, and how many choices there are.
END
awk '
    FNR == 1 { file++ }
    file == 1 && /^problem\./ {
        code = $1; sub(/^problem\./, "", code)
        text[code] = substr($0, index($0, " = ") + 3)
        next
    }
    file == 1 { next }
    /^\/\* Of / {
        title = $0
        sub(/^\/\* /, "", title); sub(/[.:].*$/, "", title); sub(/ *\*\/.*$/, "", title)
        printf "\n## %s\n\n| Code | Severity | Arguments | Sentence |\n|---|---|---|---|\n", title
    }
    /^RP_PROBLEM\(/ {
        split($0, quoted, "\"")
        code = quoted[2]; arguments = quoted[4]
        severity = $0; sub(/.*REFPATH_SEVERITY_/, "", severity); sub(/[^A-Z].*/, "", severity)
        if (arguments != "") { gsub(/ /, "`, `", arguments); arguments = "`" arguments "`" }
        sentence = text[code]; gsub(/\|/, "\\|", sentence)
        printf "| `%s` | %s | %s | %s |\n", code, tolower(severity), arguments, sentence
    }
' data/messages/en.txt lib/base/problems.def
cat <<'END'

## Of the command itself

| Code | Sentence |
|---|---|
| `usage` | What is wrong with the command line, and how it should be. |
| `file-exists` | `refpath new` writes over nothing. |
| `file-not-writable` | `refpath new` cannot write there. |
| `output` | Standard output could not be written. |
| the name of a status | What the library came back with, where it had nothing else to say: `out-of-memory`, `io`, `limit-exceeded`, `unsupported`, `internal`. |
END
