# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# awk -f docs.awk include/refpath/*.h >docs.i: what the C headers say of each function, as one line
#     %refpath_doc(Case::plan, "...")
# a verb. %refpath_doc is defined by the language. What a binding takes away (outputs, lists of problems, statuses, memory
# hooks, writers) is left out of the text, so that nothing is told that is not there.

BEGIN { print "/* Made by bindings/docs.awk from the C headers. */" }

function clean(line) {
    sub(/^[ \t]*\/\*\*[ \t]?/, "", line)
    sub(/[ \t]*\*\/[ \t]*$/, "", line)
    sub(/^[ \t]*\*[ \t]?/, "", line)
    gsub(/refpath_|REFPATH_/, "", line)
    return line
}

# A paragraph of @param or @return that is of no use to other languages.
function is_left_out(line) {
    return line ~ /^@return/ || line ~ /^@file/ ||
        line ~ /^@param(\[[a-z,]*\])?[ \t]+(out|self|diags|allocator|write|user|protocol|answer|draft|options)[ \t]/
}

function flush_text(   i, n, lines, line, skipping, text) {
    n = split(comment, lines, "\n")
    skipping = 0
    text = ""
    for (i = 1; i <= n; i++) {
        line = lines[i]
        if (line ~ /^@/) skipping = is_left_out(line)
        else if (line ~ /^[ \t]*$/) skipping = 0
        if (skipping) continue
        sub(/[ \t]*@return.*/, "", line)
        sub(/^@param(\[[a-z,]*\])?[ \t]+/, "", line)
        sub(/[ \t]+$/, "", line)
        text = text (text == "" ? "" : "\n") line
    }
    gsub(/\n\n+/, "\n\n", text)
    sub(/\n+$/, "", text)
    gsub(/[#@]/, "", text)
    gsub(/\\/, "\\\\\\\\", text)
    gsub(/"/, "\\\"", text)
    gsub(/\n/, "\\n", text)
    return text
}

/^[ \t]*\/\*\*/ { comment = ""; inside = 1 }
inside {
    comment = comment (comment == "" ? "" : "\n") clean($0)
    if (/\*\//) inside = 0
    next
}
/^REFPATH_API/ {
    line = $0
    while (line !~ /\(/) { if ((getline more) <= 0) break; line = line " " more }
    sub(/^REFPATH_API[ \t]+(REFPATH_MUST_CHECK[ \t]+)?/, "", line)
    sub(/\(.*/, "", line)
    sub(/.*[ *]refpath_/, "", line)
    noun = line
    sub(/_.*/, "", noun)
    verb = substr(line, length(noun) + 2)
    class = noun == "diags" ? "Problems" : toupper(substr(noun, 1, 1)) substr(noun, 2)
    if (verb != "" && index(" Answer Case Draft Problems Protocol Value ", " " class " "))
        print "%refpath_doc(" class "::" verb ", \"" flush_text() "\")"
    comment = ""
}
