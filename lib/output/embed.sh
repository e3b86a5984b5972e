#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Writes the messages of all languages as C tables, sorted by key, to standard output:
#   embed.sh data/messages/en.txt data/messages/fr.txt ... >messages_data.inc
# The first language is the one that the others fall back to.
set -eu
LC_ALL=C
export LC_ALL

echo '/* Made by embed.sh from data/messages. */'
for file in "$@"; do
    language=${file##*/}
    language=${language%.txt}
    echo "static const rp_message messages_$language[] = {"
    sed -n 's/^\([a-z][a-z0-9.-]*\) = \(.*\)$/\1 \2/p' "$file" | sort -k1,1 | awk '{
        key = $1; pattern = substr($0, length(key) + 2)
        gsub(/\\/, "&&", pattern); gsub(/"/, "\\\"", pattern)
        printf "    {\"%s\", \"%s\"},\n", key, pattern
    }'
    echo '};'
done
echo 'static const rp_message_table message_tables[] = {'
for file in "$@"; do
    language=${file##*/}
    language=${language%.txt}
    printf '    {"%s", messages_%s, sizeof messages_%s / sizeof *messages_%s},\n' \
        "$language" "$language" "$language" "$language"
done
echo '};'
