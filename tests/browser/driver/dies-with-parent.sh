#!/bin/sh
# Starts $MESSA_BROWSER so that it is killed when the process that started it ends in whatever way.
if command -v setpriv >/dev/null; then exec setpriv --pdeathsig KILL "$MESSA_BROWSER" "$@"; fi
exec "$MESSA_BROWSER" "$@"
