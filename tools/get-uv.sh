# Makes sure that uv is there: takes one from the PATH, else installs it into .tools with any
# Python 3.8+. Leaves the stamp .tools/uv.
set -eu
mkdir -p .tools
if uv --version >/dev/null 2>&1 || .tools/bin/uv --version >/dev/null 2>&1; then
    touch .tools/uv
    exit 0
fi
for python in python3 python /usr/bin/python3 python3.14 python3.13 python3.12 python3.11 python3.10 python3.9 python3.8; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 || continue
    echo "Installing uv into .tools ..."
    if "$python" -m pip install --quiet --disable-pip-version-check --target .tools uv 2>.tools/pip.log ||
        { "$python" -m venv .tools >>.tools/pip.log 2>&1 && .tools/bin/pip install --quiet uv 2>>.tools/pip.log; }; then
        touch .tools/uv
        exit 0
    fi
done
cat .tools/pip.log 2>/dev/null || true
echo "uv could not be installed: a Python 3.8+ with pip or venv is needed (Debian: python3-venv)," >&2
echo "or uv itself." >&2
exit 1
