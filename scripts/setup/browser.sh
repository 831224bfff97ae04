#!/bin/sh
# See to it that there is a Chromium for the browser tests: Debian's is installed where that is permitted.
set -eu

browser() {
    for name in ${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

if browser >/dev/null; then
    exit 0
fi
if command -v apt-get >/dev/null; then
    sudo=
    if [ "$(id -u)" != 0 ]; then
        sudo="sudo -n"
        $sudo true 2>/dev/null || sudo=none
    fi
    if [ "$sudo" != none ]; then
        echo "Installing chromium for the browser tests"
        $sudo apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null
        browser >/dev/null && exit 0
    fi
fi
cat >&2 <<'TEXT'
The browser tests need Chromium, and none was found. Install it, for example with

    sudo apt-get install chromium

or name one: CHROMIUM=/path/to/chrome make test. Everything else is tested by: make test-without-browser
TEXT
exit 1
