#!/bin/sh
# Make the virtual environment, or install into it:
#
#     scripts/setup/environment.sh create
#     scripts/setup/environment.sh install REQUIREMENT...
#
# uv is used where it is there and works, because it is much faster; else pip. PYTHON names another interpreter.
set -eu

venv=${VENV:-.venv}

fail() {
    echo "$*" >&2
    exit 1
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python python3.14 python3.13 python3.12 python3.11 python3.10; do
        if is_recent "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "Python 3.10 or newer is needed, and none was found. Install it, or name one: make PYTHON=/path/to/python3"
}

has_uv() {
    uv --version >/dev/null 2>&1
}

create() {
    node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null ||
        fail "Node.js 20 or newer is needed to build the front end. Install it, and try again."
    python=$(find_python)
    if has_uv && uv venv --quiet --allow-existing --python "$python" "$venv"; then
        return
    fi
    "$python" -m venv "$venv" ||
        fail "The virtual environment could not be made. On Debian and Ubuntu: apt-get install python3-venv"
}

install() {
    if has_uv; then
        uv pip install --quiet --python "$venv/bin/python" "$@" && return
        echo "uv could not install it; now with pip" >&2
    fi
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null
    "$venv/bin/python" -m pip install --quiet "$@"
}

action=$1
shift
"$action" "$@"
