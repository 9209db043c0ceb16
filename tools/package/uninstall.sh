#!/bin/sh
# Takes Creance off this machine; --purge takes configurations, logs and account too. Same options as install.sh.
exec "$(dirname -- "$0")/install.sh" --uninstall "$@"
