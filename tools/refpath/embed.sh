#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Writes a file as the bytes of a C array, to standard output:
#   embed.sh data/protocols/new.xml >template_data.inc
set -eu

echo '/* Made by embed.sh. */'
echo 'static const unsigned char template_bytes[] = {'
od -An -v -tu1 "$1" | awk '{ for (i = 1; i <= NF; i++) printf "%s,", $i; print "" }'
echo '};'
