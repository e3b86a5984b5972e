#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Installs what is needed, builds, and shows what it is for: the plan for a girl of thirteen who came to a police post
# in the port of Galasi, in English, French and Arabic, and who is reached through whom.
set -eu
cd "$(dirname "$0")/.."

protocol=data/protocols/carana/mission.xml
case=examples/case.json
now=2026-11-23T12:00:00Z

tools/setup.sh build
tools/build.sh

# refpath ARGUMENT...: shows the command, then its answer. An answer that is bad news (status 1) is an answer.
refpath() {
    echo
    echo "\$ refpath $*"
    build/tools/refpath/refpath "$@" || test $? -eq 1
}

for language in en fr ar; do
    refpath plan $protocol $case --now $now --lang $language
done
for language in en fr ar; do
    refpath path $protocol --from police-post-port --to girls-centre --at galasi-port --purpose case-management --now $now --lang $language
done
