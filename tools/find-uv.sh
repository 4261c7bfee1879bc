# Prints the uv to use: one that works on the PATH, else the one in the checkout.
if uv --version >/dev/null 2>&1; then echo uv; else echo .tools/bin/uv; fi
