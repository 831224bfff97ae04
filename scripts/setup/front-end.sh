#!/bin/sh
# Install what the front end's build needs, exactly as yarn.lock says, from the registry that npm is configured to use.
set -eu

log=.venv/jlpm-install.log
# jlpm is yarn, which does not read npm's setting by itself.
registry=$(npm config get registry 2>/dev/null || true)
if [ -n "$registry" ] && [ "$registry" != undefined ]; then
    export YARN_NPM_REGISTRY_SERVER="$registry"
fi
if ! .venv/bin/jlpm install --immutable >"$log" 2>&1; then
    grep -v YN0013 "$log" | tail -n 40 >&2
    echo "jlpm install failed; all it said is in $log" >&2
    exit 1
fi
