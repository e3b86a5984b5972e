# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# For tests in a browser, after ask.sh: "browse". Where there is no browser the test ends here.
set -eu
browser=
for name in chromium chromium-browser google-chrome; do
    test -n "$browser" || browser=$(command -v $name || true)
done
if test -z "$browser"; then
    skip "in a browser: there is none (Debian package: chromium)"
    finish
fi
# browse OUT ARGUMENT...: no network, no profile that stays.
browse() {
    to=$1
    shift
    HOME=$scratch timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$scratch/profile" \
        --host-resolver-rules='MAP * ~NOTFOUND' --enable-logging=stderr \
        "$@" >"$to" 2>said
}
if ! browse blank --dump-dom about:blank; then
    skip "in a browser: it does not start here"
    finish
fi
