# Sourced by mvnw, creance and .ci/run: sets JAVA_HOME to a JDK 25, or says what to install and exits 2.
# Looks at CREANCE_JAVA_HOME, JAVA_HOME, the java and javac on the PATH, then where systems and tools put JDKs.
is_jdk25() { [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"; }

find_jdk25() {
    for home in "${CREANCE_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
        if [ -n "$home" ] && is_jdk25 "$home"; then echo "$home"; return 0; fi
    done
    if command -v javac >/dev/null 2>&1; then
        home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
        if is_jdk25 "$home"; then echo "$home"; return 0; fi
    fi
    for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/* /opt/java/* \
        "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.local/share/mise/installs/java/* \
        "${HOME:-/root}"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_jdk25 "$home"; then echo "$home"; return 0; fi
    done
    return 1
}

if JAVA_HOME=$(find_jdk25); then
    export JAVA_HOME
else
    echo "creance: no JDK 25 found; install one (Debian: apt-get install temurin-25-jdk or openjdk-25-jdk) or set CREANCE_JAVA_HOME to its folder" >&2
    exit 2
fi
